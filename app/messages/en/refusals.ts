/** What the server says before any page could: of a form it does not take, an address it cannot read. Never in a browser's own script. */
export default {
  another_site: {
    title: "This form was not taken",
    text: "Your browser says that it was sent from another site, so nothing was done. Open the page here and send it from there.",
  },
  too_long: {
    title: "This is more than a form here takes",
    text: "It has more than 1 MB, so nothing of it was read and nothing was done. Go one page back: what you typed may still be there. Make it shorter and send it again.",
  },
  no_length: {
    title: "This form was not taken",
    text: "It came without its length, which every browser says, so nothing was done. Go one page back and send it again. If this happens again, something between your browser and us changes what you send.",
  },
  unreadable: {
    title: "This address cannot be read",
    text: "The link may have been cut short or changed on its way to you. Nothing was done.",
  },
  nothing_here: {
    title: "There is nothing at this address",
    text: "The link may have been cut short on its way to you.",
  },
  our_fault: {
    title: "Something went wrong on our side",
    text: "It has been recorded. Payments that were made are kept. Try again in a minute; if it stays like this, write to us and quote {requestId}.",
  },
  home: "Go to the front page",
  office: "Go to the office",
} as const;
