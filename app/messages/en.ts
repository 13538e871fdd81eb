import actions from "#app/messages/en/actions.ts";
import again from "#app/messages/en/again.ts";
import attention from "#app/messages/en/attention.ts";
import audit from "#app/messages/en/audit.ts";
import bulk from "#app/messages/en/bulk.ts";
import buying from "#app/messages/en/buying.ts";
import cases from "#app/messages/en/cases.ts";
import changes from "#app/messages/en/changes.ts";
import common from "#app/messages/en/common.ts";
import courses from "#app/messages/en/courses.ts";
import dashboard from "#app/messages/en/dashboard.ts";
import deliveries from "#app/messages/en/deliveries.ts";
import delivery from "#app/messages/en/delivery.ts";
import dossier from "#app/messages/en/dossier.ts";
import enrollment from "#app/messages/en/enrollment.ts";
import enrollments from "#app/messages/en/enrollments.ts";
import errors from "#app/messages/en/errors.ts";
import exception from "#app/messages/en/exception.ts";
import exceptions from "#app/messages/en/exceptions.ts";
import explain from "#app/messages/en/explain.ts";
import files from "#app/messages/en/files.ts";
import lists from "#app/messages/en/lists.ts";
import mail from "#app/messages/en/mail.ts";
import office from "#app/messages/en/office.ts";
import palette from "#app/messages/en/palette.ts";
import payments from "#app/messages/en/payments.ts";
import people from "#app/messages/en/people.ts";
import performance from "#app/messages/en/performance.ts";
import permissions from "#app/messages/en/permissions.ts";
import person from "#app/messages/en/person.ts";
import problems from "#app/messages/en/problems.ts";
import records from "#app/messages/en/records.ts";
import refunds from "#app/messages/en/refunds.ts";
import refusals from "#app/messages/en/refusals.ts";
import site from "#app/messages/en/site.ts";
import support from "#app/messages/en/support.ts";
import webhooks from "#app/messages/en/webhooks.ts";

/** All words in English: the language whose keys the others follow. */
export const en = {
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
};

export type Messages = typeof en;
export type Namespace = keyof Messages;
