/** What boundaries say. They are in every browser: when they are needed it is too late to load them. */
export default {
  title: {
    notFound: "No page here",
    forbidden: "Not for this account",
    failed: "This page could not be loaded",
  },
  errorId: "Error id",
  again: "Try again",
  trying: "Trying…",
  unreachable: {
    title: "No connection",
    text: "This device is offline, or the server cannot be reached right now. Nothing has changed by that: payments that were made are recorded. Try again when you are connected.",
    again: "Load this page again",
  },
  panel: "{what} could not be loaded. The rest of this page is as it should be.",
  part: "This part",
  offline: "You are offline. This is how things stood on {moment}.",
  cutOff:
    "The connection to the server is lost; it is being tried again. This is how things stood on {moment}.",
  behind:
    "What is new cannot be read right now; it is being tried again. This is how things stood on {moment}.",
  draft: "What you had typed here before is back. Check it and send it again.",
  unanswered:
    "No answer came from the server. Your words are still here: send them again once you are connected.",
  tooMany: {
    title: "Too many attempts",
    text: "There were too many attempts from your address. Wait a minute, then try again.",
  },
  failed: {
    again: "Load it again",
    byItself: "It is tried again by itself for the next minutes.",
    site: "The fault is on our side, and it has been recorded. Nothing you paid is lost: payments are recorded even while pages fail.",
    writeTo: "If it stays like this, write to <mail></mail> with the error id below.",
    office:
      "The fault is ours and has been recorded. Webhooks are received and payments are settled meanwhile: they do not need this page. If it stays like this, give the error id to whoever runs the server.",
    toPayments: "Go to my payments",
    toOverview: "Go to the overview",
  },
  /** While the database does not answer. */
  away: {
    title: "The school’s records cannot be read right now",
    site: "The fault is on our side, and it has been recorded. Nothing you paid is lost: what a gateway tells us meanwhile it tells us again.",
    office:
      "The database does not answer. Deliveries that arrive meanwhile are refused with 503, so that the gateways send them again. If it stays like this, give the error id to whoever runs the server.",
  },
  notFound: {
    site: {
      title: "There is no page at this address",
      text: "It may have been moved, or the link was cut short on its way to you. If you paid for something, your payment and your seat are safe: you will find both under “My payments”.",
      courses: "See all courses",
      payments: "Go to my payments",
    },
    office: {
      title: "There is nothing at this address",
      text: "The link may have been cut short on its way. Payments, deliveries and exceptions are never deleted.",
      search: "Search the payments",
      placeholder: "Payment id, reference, name or e-mail",
      button: "Search",
      overview: "Go to the overview",
    },
  },
  forbidden: {
    site: {
      title: "Your account may not open this page",
      text: "It belongs to someone else, or to staff with another role. Sign in with the account that may see it.",
      home: "Go to the front page",
      account: "See which account this is",
    },
    office: {
      title: "Your account may not do this",
      role: "You are signed in as {role}, and this role may not {act}.",
      who: "These roles may: {roles}. An owner or an admin can give you one of them.",
      nobody:
        "This is the school’s office, for its staff. Courses and payments of students are on the students’ side. If you work here, ask an owner or an admin of the school for a role, or sign in with another account.",
      account: "See which account this is",
      site: "Go to the students’ side",
      overview: "Go to the overview",
    },
  },
} as const;
