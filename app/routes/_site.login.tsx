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
import { accountLimit } from "#app/auth/account-limit.server.ts";
import { authenticator, SignInRefused } from "#app/auth/authenticator.server.ts";
import { isStaff } from "#app/auth/permissions.ts";
import { redirectTarget } from "#app/auth/redirect-target.ts";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { getUser, signIn } from "#app/auth/session.server.ts";
import { Button } from "#app/components/button.tsx";
import { Field } from "#app/components/field.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { SignInForm } from "#app/features/people/forms.ts";
import { PersonForm } from "#app/features/people/person-form.tsx";
import { singleton } from "#app/lib/singleton.server.ts";
import { paths } from "#app/paths.ts";
import type { Role } from "#db/schema.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "anyone" } };

export const meta: MetaFunction = ({ matches }) => pageTitle("Sign in", matches);

export async function loader({ request }: LoaderFunctionArgs) {
  const wanted = new URL(request.url).searchParams.get("redirectTo");
  const user = await getUser(request);
  if (user) throw redirect(redirectTarget(wanted, homeOf(user.role)));
  return { redirectTo: redirectTarget(wanted, "") };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.clone().formData(), { schema: SignInForm });
  if (submission.status !== "success")
    return data(submission.reply({ hideFields: ["password"] }), { status: 422 });
  const { email } = submission.value;
  const wait = tries().begin(email);
  if (wait) {
    const problem = `There were too many tries for this e-mail address. Wait ${wait.retryAfterSeconds === 1 ? "a second" : `${wait.retryAfterSeconds} seconds`}, then try again.`;
    const headers = { "Retry-After": String(wait.retryAfterSeconds) };
    return data(submission.reply({ formErrors: [problem], hideFields: ["password"] }), {
      status: 429,
      headers,
    });
  }
  try {
    const user = await authenticator.authenticate("password", request);
    tries().succeeded(email);
    const headers = await signIn(request, user.id, context.clientIp);
    return redirect(redirectTarget(submission.value.redirectTo, homeOf(user.role)), { status: 303, headers });
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    const problem = "This e-mail address and password do not fit together. Check both and try again.";
    return data(submission.reply({ formErrors: [problem], hideFields: ["password"] }), { status: 401 });
  }
}

const tries = () => singleton("sign-in tries", accountLimit);

export default function SignInPage() {
  const { redirectTo } = useLoaderData<typeof loader>();
  const navigation = useNavigation();
  const [form, fields] = useForm({
    id: "sign-in",
    lastResult: useActionData<typeof action>(),
    defaultValue: { redirectTo },
    shouldRevalidate: "onInput",
    onValidate: ({ formData }) => parseWithZod(formData, { schema: SignInForm }),
  });
  return (
    <PersonForm
      title="Sign in"
      lead={redirectTo ? "You come straight back to where you were." : "To your courses and payments."}
      problem={form.errors?.[0]}
      other={{ question: "New here?", label: "Create an account", to: paths.register(redirectTo) }}
    >
      <Form method="post" {...getFormProps(form)} className="flex flex-col gap-4">
        <Field
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          dir="ltr"
          id={fields.email.id}
          name={fields.email.name}
          defaultValue={fields.email.initialValue}
          error={fields.email.errors}
        />
        <Field
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          id={fields.password.id}
          name={fields.password.name}
          error={fields.password.errors}
        />
        <input type="hidden" name={fields.redirectTo.name} value={redirectTo} />
        <Button variant="primary" size="large" pending={navigation.formMethod === "POST" && "Signing in…"}>
          Sign in
        </Button>
      </Form>
    </PersonForm>
  );
}

const homeOf = (role: Role) => (isStaff(role) ? "/admin" : paths.courses());
