import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { RouteHandle } from "#app/auth/route-handle.ts";
import { requireStaff } from "#app/auth/session.server.ts";
import { resendMail } from "#app/features/mail/resend-mail.server.ts";
import { assertNever } from "#app/lib/assert-never.ts";
import { db } from "#app/lib/db.server.ts";
import { adminPaths, MailParams } from "#app/paths.ts";

export const handle: RouteHandle = { access: { read: "anyone", write: "mail:send" } };

/** Has a mail sent (again), and comes back to it, or to its copy, with what came of asking. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const staff = await requireStaff(request, "mail:send");
  const parsed = MailParams.safeParse(params);
  if (!parsed.success) throw new Response(null, { status: 404 });
  const { mailId } = parsed.data;
  const expectedVersion = Number((await request.formData()).get("version"));
  if (!Number.isInteger(expectedVersion)) throw new Response(null, { status: 400 });
  const actor = { type: "staff" as const, id: staff.id };
  const result = await resendMail(db(), { mailId, expectedVersion, actor });
  switch (result.outcome) {
    case "missing":
      throw new Response(null, { status: 404 });
    case "requested":
      return redirect(`${adminPaths.mail(result.mailId)}?asked=requested`, 303);
    case "stale":
    case "under_way":
      return redirect(`${adminPaths.mail(mailId)}?asked=${result.outcome}`, 303);
    default:
      return assertNever(result);
  }
}

/** A reload after the POST: back to the mail. */
export const loader = ({ params }: LoaderFunctionArgs) => redirect(adminPaths.mail(params.mailId!), 303);
