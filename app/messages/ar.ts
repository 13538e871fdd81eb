import actions from "#app/messages/ar/actions.ts";
import again from "#app/messages/ar/again.ts";
import attention from "#app/messages/ar/attention.ts";
import audit from "#app/messages/ar/audit.ts";
import bulk from "#app/messages/ar/bulk.ts";
import buying from "#app/messages/ar/buying.ts";
import cases from "#app/messages/ar/cases.ts";
import changes from "#app/messages/ar/changes.ts";
import common from "#app/messages/ar/common.ts";
import courses from "#app/messages/ar/courses.ts";
import dashboard from "#app/messages/ar/dashboard.ts";
import deliveries from "#app/messages/ar/deliveries.ts";
import delivery from "#app/messages/ar/delivery.ts";
import dossier from "#app/messages/ar/dossier.ts";
import enrollment from "#app/messages/ar/enrollment.ts";
import enrollments from "#app/messages/ar/enrollments.ts";
import errors from "#app/messages/ar/errors.ts";
import exception from "#app/messages/ar/exception.ts";
import exceptions from "#app/messages/ar/exceptions.ts";
import explain from "#app/messages/ar/explain.ts";
import files from "#app/messages/ar/files.ts";
import lists from "#app/messages/ar/lists.ts";
import mail from "#app/messages/ar/mail.ts";
import office from "#app/messages/ar/office.ts";
import palette from "#app/messages/ar/palette.ts";
import payments from "#app/messages/ar/payments.ts";
import people from "#app/messages/ar/people.ts";
import performance from "#app/messages/ar/performance.ts";
import permissions from "#app/messages/ar/permissions.ts";
import person from "#app/messages/ar/person.ts";
import problems from "#app/messages/ar/problems.ts";
import records from "#app/messages/ar/records.ts";
import refunds from "#app/messages/ar/refunds.ts";
import refusals from "#app/messages/ar/refusals.ts";
import site from "#app/messages/ar/site.ts";
import support from "#app/messages/ar/support.ts";
import webhooks from "#app/messages/ar/webhooks.ts";
import type { Messages } from "#app/messages/en.ts";
import type { Translated } from "#app/messages/translated.ts";

/** All words in Arabic. */
export const ar = {
  actions,
  again,
  attention,
  audit,
  bulk,
  buying,
  cases,
  changes,
  common,
  courses,
  dashboard,
  deliveries,
  delivery,
  dossier,
  enrollment,
  enrollments,
  errors,
  exception,
  exceptions,
  explain,
  files,
  lists,
  mail,
  office,
  palette,
  payments,
  people,
  performance,
  permissions,
  person,
  problems,
  records,
  refunds,
  refusals,
  site,
  support,
  webhooks,
} satisfies Translated<Messages>;
