/** What boundaries say. They are in every browser: when they are needed it is too late to load them. */
export default {
  title: {
    notFound: "No page here",
    forbidden: "Not for this account",
    failed: "This page could not be loaded",
  },
} as const;
