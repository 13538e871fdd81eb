import type { DeliveryMode } from "../delivery/deliver-as.ts";
import type { Outcome } from "../outcomes.ts";
import { type Html, html } from "./escape-html.ts";

type Option<T extends string> = [value: T, label: string, hint: string];

const methodOptions: Option<string>[] = [
  ["card", "Card", "Mastercard ending 2346"],
  ["wallet", "Mobile wallet", "01010101010"],
  ["kiosk", "Kiosk", "A voucher, paid at a counter"],
];

const outcomeOptions: Option<Outcome>[] = [
  ["approve", "Approve", "The money is collected"],
  ["decline", "Decline", "The bank says: do not honour"],
  ["insufficient_funds", "Insufficient funds", "The card has too little on it"],
  ["authentication_failed", "3-D Secure failed", "The code was wrong or never entered"],
  ["pending", "Leave it pending", "A wallet or kiosk payment, settled later"],
  ["cancel", "Cancel", "Back to the school without trying"],
];

const settleOptions: Option<Outcome>[] = [
  ["approve", "It was paid", "The money is collected now"],
  ["decline", "It failed", "The wallet or the counter refused"],
  ["cancel", "It was cancelled", "The voucher ran out, nobody paid"],
];

const deliveryOptions: [DeliveryMode, string][] = [
  ["once", "Once"],
  ["before_redirect", "Before the browser is back"],
  ["late", "Late"],
  ["five_times", "Five times"],
  ["out_of_order", "Out of order"],
  ["never", "Never"],
  ["broken_signature", "With a broken signature"],
  ["other_amount", "For another amount"],
  ["other_reference", "With another order’s reference"],
];

/** The pay form: how, what happens, and how the school hears of it. Works without JavaScript. */
export function payForm(input: { action: string; methods: string[]; problem: string | null }): Html {
  const methods = methodOptions.filter(([value]) => input.methods.includes(value));
  return html`<form class="card" method="post" action="${input.action}">
${input.problem ? html`<p class="problem" role="alert">${input.problem}</p>` : null}
${methods.length > 0 ? radios("method", "Pay with", methods, "two") : null}
${radios("outcome", "What should happen", input.methods.length > 0 ? outcomeOptions : withoutKiosk(), "two")}
${deliveryFields()}
<button type="submit">Continue</button></form>`;
}

/** The form on a payment that was left pending. */
export function settleForm(action: string, problem: string | null): Html {
  return html`<form class="card" method="post" action="${action}">
${problem ? html`<p class="problem" role="alert">${problem}</p>` : null}
${radios("outcome", "Settle it", settleOptions, "")}
${deliveryFields()}
<button type="submit">Settle this payment</button></form>`;
}

function withoutKiosk(): Option<Outcome>[] {
  return outcomeOptions.map(([value, label, hint]) =>
    value === "pending" ? [value, label, "An EFT on its way: the link stays open"] : [value, label, hint],
  );
}

function radios(name: string, legend: string, options: Option<string>[], columns: string): Html {
  const rows = options.map(
    ([value, label, hint], i) =>
      html`<label class="choice"><input type="radio" name="${name}" value="${value}"${i === 0 ? html` checked` : null}><span>${label}<span class="soft">${hint}</span></span></label>`,
  );
  return html`<fieldset><legend>${legend}</legend><div class="choices ${columns}">${rows}</div></fieldset>`;
}

function deliveryFields(): Html {
  const options = deliveryOptions.map(([value, label]) => html`<option value="${value}">${label}</option>`);
  return html`<fieldset><legend>How the webhook reaches the school</legend><div class="row">
<label class="field">Delivery<select name="delivery">${options}</select></label>
<label class="field">Seconds, if late<input type="number" name="seconds" value="10" min="0" max="600" inputmode="numeric"></label>
</div></fieldset>`;
}
