// Questions to the server. The token goes in a header, never in an address; what comes back is kept by nobody.

const PATIENCE_MS = 10_000;
const BY_STATUS = { 401: "unauthenticated", 429: "rate_limited", 503: "unavailable" };

let token = null;
let ahead = 0;

/** Why there is no answer; `kind` is the server's code, or "offline". */
export class Trouble extends Error {
  constructor(kind, retryAfter = 0) {
    super(kind);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }
}

export function useToken(given) {
  token = given;
}

/** The server's time in milliseconds, as its last answer told it. */
export const serverNow = () => Date.now() + ahead;

/** Ask; `waits` is how many seconds the server may take on purpose, `until` an AbortSignal that gives it up. */
export async function ask(method, path, { body, waits = 0, until } = {}) {
  const giveUp = new AbortController();
  const abort = () => giveUp.abort();
  const timer = setTimeout(abort, PATIENCE_MS + waits * 1000);
  until?.addEventListener("abort", abort);
  try {
    return await answered(await fetch(`/v1/member/${path}`, request(method, body, giveUp.signal)));
  } catch (error) {
    throw error instanceof Trouble ? error : new Trouble("offline");
  } finally {
    clearTimeout(timer);
    until?.removeEventListener("abort", abort);
  }
}

function request(method, body, signal) {
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers["Content-Type"] = "application/json";
  const own = { cache: "no-store", credentials: "omit", redirect: "error", referrerPolicy: "no-referrer" };
  return { method, headers, signal, body: body && JSON.stringify(body), ...own };
}

async function answered(response) {
  const time = Date.parse(response.headers.get("Server-Time"));
  if (Number.isNaN(time)) throw new Trouble("offline"); // somebody else's answer: a hotel's or a train's log-in page
  ahead = time - Date.now();
  if (response.ok) return response.status === 204 ? null : response.json();
  const problem = await response.json().catch(() => ({}));
  const kind = problem.code ?? BY_STATUS[response.status] ?? "unavailable";
  throw new Trouble(kind, Number(response.headers.get("Retry-After")) || 0);
}
