/** Words of the frame and of parts that every page uses. */
export default {
  skipToContent: "Skip to content",
  language: { label: "Language" },
  theme: { label: "Theme", light: "Light", dark: "Dark", system: "As the device" },
  time: {
    justNow: "just now",
    inAMoment: "in a moment",
    minutesAgo: "{count, number} min ago",
    hoursAgo: "{count, number} h ago",
    inMinutes: "in {count, number} min",
    inHours: "in {count, number} h",
    due: "due <when></when>",
  },
  live: {
    live: "Live",
    liveMeans: "Changes appear here by themselves.",
    reconnecting: "Reconnecting",
    reconnectingMeans: "Changes appear once the connection is back.",
    offline: "Offline",
    offlineMeans: "This device has no connection. What you see may be out of date.",
    asOf: "as of {moment}",
  },
} as const;
