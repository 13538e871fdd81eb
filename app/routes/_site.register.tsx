import { getFormProps, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { redirectTarget } from "#app/auth/redirect-target.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { getUser, signIn } from "#app/auth/session.server.ts";
import { Button } from "#app/components/button.tsx";
import { ButtonLink } from "#app/components/button-link.tsx";
import { Field } from "#app/components/field.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { RegisterForm } from "#app/features/people/forms.ts";
import { PersonForm } from "#app/features/people/person-form.tsx";
import { register } from "#app/features/people/register.server.ts";
import { db } from "#app/lib/db.server.ts";
import { wake } from "#app/lib/wake.server.ts";
import { paths } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "anyone" } };

export const meta: MetaFunction = ({ matches }) => pageTitle("Create an account", matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const wanted = new URL(request.url).searchParams.get("redirectTo");
  if (await getUser(request)) throw redirect(redirectTarget(wanted));
  return { redirectTo: redirectTarget(wanted, "") };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.formData(), { schema: RegisterForm });
  if (submission.status !== "success")
    return data(submission.reply({ hideFields: ["password"] }), { status: 422 });
  const { redirectTo, ...person } = submission.value;
  const result = await register(db(), person);
  if (result.outcome === "email_taken") {
    const fieldErrors = { email: ["There is an account with this address already. Sign in instead."] };
    return data(submission.reply({ fieldErrors, hideFields: ["password"] }), { status: 409 });
  }
  wake("outbox");
  const headers = await signIn(request, result.userId, context.clientIp);
  return redirect(redirectTarget(redirectTo), { status: 303, headers });
}

export default function RegisterPage() {
  const { redirectTo } = useLoaderData<typeof loader>();
  const navigation = useNavigation();
  const [form, fields] = useForm({
    id: "register",
    lastResult: useActionData<typeof action>(),
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema: RegisterForm }),
  });
  const taken = fields.email.errors?.[0]?.startsWith("There is an account");
  const login = paths.login(redirectTo);
  return (
    <PersonForm
      title="Create an account"
      lead="One account for your courses, payments and receipts."
      problem={taken ? "This e-mail address has an account already." : undefined}
      problemAction={<ButtonLink to={login}>Sign in instead</ButtonLink>}
      other={{ question: "Have an account?", label: "Sign in", to: login }}
    >
      <Form method="post" {...getFormProps(form)} className="flex flex-col gap-4">
        <Field
          label="Full name"
          hint="As it should stand on your receipt, in any script."
          autoComplete="name"
          dir="auto"
          required
          {...textOf(fields.name)}
        />
        <Field
          label="E-mail"
          type="email"
          autoComplete="email"
          required
          dir="ltr"
          {...textOf(fields.email)}
        />
        <Field
          label="Phone"
          optional
          hint="Some ways to pay ask for it, such as mobile wallets."
          type="tel"
          autoComplete="tel"
          dir="ltr"
          {...textOf(fields.phone)}
        />
        <Field
          label="Password"
          hint="At least 10 characters."
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
          id={fields.password.id}
          name={fields.password.name}
          error={fields.password.errors}
        />
        <input type="hidden" name="redirectTo" value={redirectTo} />
        <Button
          variant="primary"
          size="large"
          pending={navigation.formMethod === "POST" && "Creating your account…"}
        >
          Create account
        </Button>
      </Form>
    </PersonForm>
  );
}

function textOf(field: { id: string; name: string; initialValue?: string; errors?: string[] }) {
  return { id: field.id, name: field.name, defaultValue: field.initialValue, error: field.errors };
}
