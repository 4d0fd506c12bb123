// What is in the wallet and what was paid from it.

import { dateTime, inFours, lastDay, yen } from "./figures.js";
import { amount, at, make, show } from "./page.js";
import { serverNow } from "./server.js";
import { say } from "./words.js";

const MOST = 20;

export const isUndone = (payment) => payment.state !== "captured";

export function putWallet(wallet) {
  at("balance").replaceChildren(...amount(yen(wallet.balance)));
  at("member").textContent = say("member", { name: wallet.name });
  at("lots").replaceChildren(...wallet.lots.flatMap(lot));
  at("payments").replaceChildren(...wallet.payments.map(payment));
  show("payments", wallet.payments.length > 0);
  show("no-payments", wallet.payments.length === 0);
  show("latest-only", wallet.payments.length >= MOST);
}

export function dropWallet() {
  for (const id of ["balance", "member", "lots", "payments"]) at(id).replaceChildren();
}

function lot({ kind, remaining, expires_on }) {
  const until = make("span", "soft", lastDay(expires_on, serverNow()));
  return [make("dt", "", say(kind === "points" ? "lot_points" : "lot_value"), " ", until), make("dd", "", yen(remaining))];
}

function payment(paid) {
  const row = make("li", isUndone(paid) ? "undone" : "");
  const time = make("time", "soft", dateTime(paid.recorded_at));
  time.dateTime = paid.recorded_at;
  const number = make("span", "soft payment-number", `${say("payment_number")} ${inFours(paid.number, "-")}`);
  const value = make("p", "sum", ...(isUndone(paid) ? [make("s", "", ...amount(yen(paid.amount)))] : amount(yen(paid.amount))));
  row.append(make("p", "store", paid.store_name), value, make("p", "", time, number));
  if (isUndone(paid)) row.append(make("p", "state", make("span", "chip stop", say("state_undone"))));
  return row;
}
