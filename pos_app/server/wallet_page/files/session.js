// Who is logged in, in this tab only: a reload keeps it, closing the tab ends it. Nothing of it lies on the disk for good.

const KEY = "wallet-session";

let session = read();

export const current = () => session;

/** Keep `token`, `name`, and `seen`: the latest payment that was shown as completed. */
export function keep(changes) {
  session = { ...session, ...changes };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(session));
  } catch {
    // Where nothing may be kept, the session lasts as long as the page.
  }
}

export function forget() {
  session = null;
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}
