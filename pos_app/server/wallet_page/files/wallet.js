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
  const undone = isUndone(paid);
  const value = amount(yen(paid.amount));
  const time = make("time", "", dateTime(paid.recorded_at));
  time.dateTime = paid.recorded_at;
  const row = make("li", undone ? "undone" : "");
  row.append(
    make("p", "store", paid.store_name),
    make("p", "sum", ...(undone ? [make("s", "", ...value)] : value)),
    make("p", "soft", time),
    make("p", "state", ...(undone ? [make("span", "chip stop", say("state_undone"))] : [])),
    make("p", "soft payment-number", `${say("payment_number")} ${inFours(paid.number)}`),
  );
  return row;
}
