import { type ClientActionFunctionArgs, redirect, useLoaderData, useRevalidator } from "@remix-run/react";
import { createRemixStub } from "@remix-run/testing";
import { act, fireEvent, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { askOrTellHere } from "#app/components/unanswered.ts";
import { NoteForm } from "#app/routes/admin.users.$userId._index/note-form.tsx";
import { Words } from "#tests/support/words.tsx";

function Page() {
  const { revalidate } = useRevalidator();
  return (
    <>
      <NoteForm formKey={useLoaderData<{ key: string }>().key} refused={undefined} />
      <button type="button" onClick={revalidate}>
        Something live
      </button>
    </>
  );
}

const SignIn = () => <h1>Sign in</h1>;

/** The person's page reduced to its note; each load brings another key, as the page's does. */
function visit() {
  const sent: { key: string; body: string; answer: (redirectTo: string | Error) => void }[] = [];
  let loads = 0;
  const Stub = createRemixStub([
    {
      path: "/admin/users/usr_1",
      loader: () => ({ key: `key-number-${++loads}` }),
      action: async ({ request }: Pick<ClientActionFunctionArgs, "request">) => {
        const fields = Object.fromEntries(await request.formData()) as { key: string; body: string };
        return askOrTellHere(request.url, async () => {
          const to = await new Promise<string | Error>((answer) => sent.push({ ...fields, answer }));
          throw to instanceof Error ? to : redirect(to, 303);
        });
      },
      Component: Page,
    },
    { path: "/login", Component: SignIn },
  ]);
  render(
    <Words>
      <Stub initialEntries={["/admin/users/usr_1"]} />
    </Words>,
  );
  const press = (name: string) => act(async () => void fireEvent.click(screen.getByRole("button", { name })));
  return {
    sent,
    press,
    field: () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Note for colleagues" }),
    answer: (to: string | Error) => act(async () => sent.at(-1)!.answer(to)),
  };
}

const keptAt = "/admin/users/usr_1?told=noted";

test("a note that was kept is told so at its field, whatever loads meanwhile", async () => {
  const { field, press, answer } = visit();
  fireEvent.change(await field(), { target: { value: "Rang back" } });
  await press("Add the note");
  await press("Something live");
  await answer(keptAt);
  await screen.findByText("The note is added.");
  expect((await field()).value).toBe("");
});

test("words that nobody answered keep their key through a live load, and the next ones have another", async () => {
  const { sent, field, press, answer } = visit();
  fireEvent.change(await field(), { target: { value: "Rang back" } });
  await press("Add the note");
  await answer(new TypeError("Failed to fetch"));
  await screen.findByText(/Your words are still here/);
  await press("Something live");
  await press("Add the note");
  await answer(keptAt);
  fireEvent.change(await field(), { target: { value: "Wants a receipt" } });
  await press("Add the note");
  expect(sent.map(({ body }) => body)).toEqual(["Rang back", "Rang back", "Wants a receipt"]);
  expect(sent[1]!.key).toBe(sent[0]!.key);
  expect(sent[2]!.key).not.toBe(sent[0]!.key);
});

test("whoever has to sign in first is led there", async () => {
  const { field, press, answer } = visit();
  fireEvent.change(await field(), { target: { value: "Rang back" } });
  await press("Add the note");
  await answer("/login?to=%2Fadmin%2Fusers%2Fusr_1");
  await screen.findByRole("heading", { name: "Sign in" });
});
