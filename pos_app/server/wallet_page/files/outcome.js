// お支払い完了, over everything else, until the customer says OK (requirements row E-32).

import { dateTime, inFours, yen } from "./figures.js";
import { amount, at, make, show, write } from "./page.js";
import { say } from "./words.js";
import { isUndone } from "./wallet.js";

let payment = null;

export const shownPayment = () => payment;

/** Show a payment, or what became of the one that is shown. */
export function putOutcome(paid) {
  const isNew = payment?.id !== paid.id;
  payment = paid;
  const undone = isUndone(paid);
  at("outcome").classList.toggle("undone", undone);
  write("outcome-title", say(undone ? "undone" : "done"));
  write("outcome-note", say(undone ? "undone_note" : "done_note"));
  at("outcome-amount").replaceChildren(...amount(yen(paid.amount)));
  at("outcome-facts").replaceChildren(...facts(paid, undone));
  show("outcome");
  for (const other of document.querySelectorAll("header, main, nav")) other.inert = true;
  if (isNew) at("outcome-title").focus();
  if (isNew && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(200);
}

export function dropOutcome() {
  payment = null;
  show("outcome", false);
  for (const other of document.querySelectorAll("header, main, nav")) other.inert = false;
}

function facts(paid, undone) {
  const rows = [
    ["store", paid.store_name],
    ["paid_at", dateTime(paid.recorded_at)],
    ["payment_number", inFours(paid.number)],
  ];
  if (!undone) rows.unshift(["balance", `${yen(paid.balance_after)} ${say("unit")}`]);
  return rows.flatMap(([key, value]) => [make("dt", "", say(key)), make("dd", key, value)]);
}
