// The one-time code on the screen (requirements row D-22): renewed before it expires, after it is spent, after sleep.
// One that can't be renewed is shown as long as it is good, and not a moment longer.

import { code128, QUIET as BAR_QUIET } from "./code128.js";
import { draw } from "./drawing.js";
import { inFours, minutes } from "./figures.js";
import { at, show, write } from "./page.js";
import { qr, QUIET as QR_QUIET } from "./qr.js";
import { ask, serverNow } from "./server.js";
import { say } from "./words.js";

const RENEW_BEFORE_MS = 30_000; // So long a cashier has at least, whenever the customer holds the phone out.
const TRY_AGAIN_MS = [1_000, 2_000, 4_000, 8_000, 15_000];

let shown = null; // { id, expires, whole }, moments in milliseconds of the server's time
let wanted = false;
let asking = false;
let tries = 0;
let nextTry = 0;

/** What the code's owner wants to hear: `renewed(id)`, `failed(trouble)`. */
let tell = { renewed() {}, failed() {} };

export function tellOfCode(listeners) {
  tell = listeners;
}

/** The id of the code on the screen, by which the server says what became of it; null: there is none. */
export const shownCode = () => shown?.id ?? null;

/** Show a code from now on. */
export function wantCode() {
  wanted = true;
  nextTry = 0;
  tickCode();
}

/** Renew no more while nobody sees it; what is there stays. */
export function pauseCode() {
  wanted = false;
}

/** Take the code off the screen: it is spent, or nobody is logged in any more. */
export function dropCode() {
  shown = null;
  for (const id of ["qr", "barcode", "number"]) at(id).replaceChildren();
  tellTime(serverNow());
}

/** Once a second, and whenever something happened: what must be done by now? */
export function tickCode() {
  const now = serverNow();
  if (shown && now >= shown.expires) dropCode();
  if (wanted && !asking && Date.now() >= nextTry && (!shown || now >= shown.expires - RENEW_BEFORE_MS)) renew();
  tellTime(now);
}

async function renew() {
  asking = true;
  try {
    const code = await ask("POST", "codes");
    tries = 0;
    nextTry = Date.now() + TRY_AGAIN_MS[0];
    if (wanted) put(code);
  } catch (trouble) {
    nextTry = Date.now() + Math.max(trouble.retryAfter * 1000, TRY_AGAIN_MS[Math.min(tries, TRY_AGAIN_MS.length - 1)]);
    tries += 1;
    tell.failed(trouble);
  } finally {
    asking = false;
    tellTime(serverNow());
  }
}

function put(code) {
  const again = shown !== null;
  const expires = Date.parse(code.expires_at);
  shown = { id: code.id, expires, whole: expires - RENEW_BEFORE_MS - serverNow() };
  draw(at("qr"), qr(code.qr), QR_QUIET, QR_QUIET);
  draw(at("barcode"), [code128(code.barcode)], BAR_QUIET, 0);
  write("number", inFours(code.number));
  if (again) write("renewed", say("renewed"));
  tell.renewed(code.id);
}

function tellTime(now) {
  show("code", shown !== null);
  show("no-code", shown === null);
  if (!shown) {
    write("no-code", say(tries ? "no_code" : "getting_code"));
    return;
  }
  const left = shown.expires - RENEW_BEFORE_MS - now;
  const words = left > 0 || !tries ? "renews_in" : "still_good";
  write("countdown", say(words, { time: minutes(words === "renews_in" ? left : shown.expires - now) }));
  at("life").style.transform = `scaleX(${Math.min(1, Math.max(0, left / shown.whole)).toFixed(3)})`;
}
