import { beforeEach, expect, test } from "vitest";
import { bringDraftsBack, dropDrafts, keepDraft, letDraftsWait } from "#app/components/kept-drafts.ts";

const page = `<form method="post" action="/notes">
  <textarea name="body"></textarea><input name="amount" type="number" value="5">
  <input name="password" type="password"><input name="card_number" type="text">
  <input name="waitlist" type="checkbox" checked>
</form>`;

function open(): HTMLFormElement {
  document.body.innerHTML = page;
  return document.querySelector("form")!;
}
const field = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as HTMLInputElement;

function type(owner: string) {
  const form = open();
  field(form, "body").value = "Called twice; O'Brien rings back";
  field(form, "waitlist").checked = false;
  field(form, "password").value = "secret";
  field(form, "card_number").value = "4111";
  keepDraft(owner, form);
}

beforeEach(() => sessionStorage.clear());

test("what was typed comes back after signing in, passwords and card numbers never", () => {
  type("usr_1");
  letDraftsWait();
  const form = open();
  expect(bringDraftsBack("usr_1", document)).toBe(true);
  expect(field(form, "body").value).toBe("Called twice; O'Brien rings back");
  expect(field(form, "waitlist").checked).toBe(false);
  expect(document.activeElement).toBe(field(form, "body"));
  expect([field(form, "password").value, field(form, "card_number").value]).toEqual(["", ""]);
  expect(JSON.stringify({ ...sessionStorage })).not.toMatch(/secret|4111/);
});

test("another person in the same tab meets nothing of it", () => {
  type("usr_1");
  letDraftsWait();
  open();
  expect(bringDraftsBack("usr_2", document)).toBe(false);
});

test("a form that went through, or was only left, leaves nothing behind", () => {
  type("usr_1");
  dropDrafts();
  letDraftsWait();
  open();
  expect(bringDraftsBack("usr_1", document)).toBe(false);
  expect(sessionStorage.length).toBe(0);
});

test("words of a page that failed come back with it, once; those of a form that went through meanwhile do not", () => {
  type("usr_1");
  const other = document.createElement("form");
  other.method = "post";
  other.action = "/elsewhere";
  other.innerHTML = `<textarea name="sent"></textarea>`;
  document.body.append(other);
  letDraftsWait("/notes");
  field(other, "sent").value = "Sent long ago";
  keepDraft("usr_1", other);
  dropDrafts();

  document.body.innerHTML = page + other.outerHTML;
  expect(bringDraftsBack("usr_1", document)).toBe(true);
  const [notes, elsewhere] = document.querySelectorAll("form");
  expect(field(notes!, "body").value).toBe("Called twice; O'Brien rings back");
  expect(field(elsewhere!, "sent").value).toBe("");
  dropDrafts();
  expect(sessionStorage.length).toBe(0);
});

test("of two forms that post to one address, each gets its own words back, in sight", () => {
  const two = `<details><summary>Note</summary><form method="post" action="/messages"><textarea name="body"></textarea></form></details>
    <form method="post" action="/messages"><textarea name="body"></textarea></form>`;
  const bodies = () => [...document.querySelectorAll("textarea")];
  document.body.innerHTML = two;
  bodies()[0]!.value = "For colleagues only";
  keepDraft("usr_1", bodies()[0]!.form!);
  letDraftsWait();
  document.body.innerHTML = two;
  expect(bringDraftsBack("usr_1", document)).toBe(true);
  expect(bodies().map((body) => body.value)).toEqual(["For colleagues only", ""]);
  expect(document.querySelector("details")!.open).toBe(true);
});
