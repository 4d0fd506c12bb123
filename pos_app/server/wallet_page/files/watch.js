// Waits for news of the wallet by long polls: one connection that the server answers as soon as something happens. Unlike
// an EventSource they carry the token in a header, and they survive whatever stands between the phone and the server.

import { ask } from "./server.js";

const WAIT_SECONDS = 20;
const TRY_AGAIN_MS = [1_000, 2_000, 4_000, 8_000, 15_000];
const BREATH_MS = 300;

let running = null; // the AbortController of the watch that goes on
let version = null;

/** Watch until told to stop; `codeShown()` is the code to ask about; hears `news(answer, code)` and `failed(trouble)`. */
export function startWatch(codeShown, hears) {
  stopWatch();
  const own = new AbortController();
  running = own;
  watch(codeShown, hears, own.signal);
}

export function stopWatch() {
  running?.abort();
  running = null;
}

/** Have the next answer come at once, whatever is known already. */
export function forgetVersion() {
  version = null;
}

async function watch(codeShown, hears, until) {
  let failures = 0;
  while (!until.aborted) {
    const code = codeShown();
    try {
      const answer = await ask("GET", question(code), { waits: WAIT_SECONDS, until });
      if (until.aborted) return;
      failures = 0;
      version = answer.version;
      hears.news(answer, code);
      await pause(BREATH_MS, until);
    } catch (trouble) {
      if (until.aborted) return;
      hears.failed(trouble);
      const longest = TRY_AGAIN_MS[Math.min(failures, TRY_AGAIN_MS.length - 1)];
      failures += 1;
      await pause(Math.max((trouble.retryAfter ?? 0) * 1000, longest * (0.5 + Math.random() / 2)), until);
    }
  }
}

function question(code) {
  const asked = new URLSearchParams({ wait: WAIT_SECONDS });
  if (version) asked.set("known", version);
  if (code) asked.set("code", code);
  return `news?${asked}`;
}

function pause(milliseconds, until) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    until.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
