import { Notice } from "#app/components/notice.tsx";
import type { CourseProblem } from "#app/paths.ts";

const words: Record<CourseProblem, { title: string; text: string }> = {
  full: {
    title: "The last seat was taken a moment ago",
    text: "No money moved: the checkout was not opened.",
  },
  needs_approval: {
    title: "The school approves each seat before it is paid",
    text: "No money moved. Ask for a seat below, or see how your request stands.",
  },
  not_needed: {
    title: "This course needs no request",
    text: "You can buy it below.",
  },
  too_often: {
    title: "You have asked for this course three times",
    text: "Write to the school if something has changed since: pressing again would not be seen sooner.",
  },
  not_sold: {
    title: "This course is not sold with that way of paying",
    text: "No money moved. Choose another way to pay, if there is one below.",
  },
  gateway_off: {
    title: "That way of paying is switched off right now",
    text: "No money moved. Choose another way to pay, or come back later.",
  },
  key_reused: {
    title: "That form was already used for another purchase",
    text: "No money moved for this course. This page is fresh: press the button again.",
  },
  price_changed: {
    title: "The price of this course has changed",
    text: "Nothing was charged. Below is the price as it is now: press the button again if you want to go on. A checkout you opened at the old price is not needed any more; should you still pay it, we see it.",
  },
  already_enrolled: {
    title: "You already have a seat in this course",
    text: "No money moved: there is nothing to pay.",
  },
  form: {
    title: "The form did not arrive whole",
    text: "Nothing was charged. This page is fresh: choose how to pay and press the button again.",
  },
};

/** Why a checkout did not start, in plain words. A word nobody here knows still gets an honest answer. */
export function ProblemNotice({ problem }: { problem: string }) {
  const known = Object.hasOwn(words, problem) ? words[problem as CourseProblem] : null;
  return (
    <Notice tone="warning" title={known?.title ?? "The payment could not be started"}>
      {known?.text ?? "Nothing was charged. Press the button again, or choose another way to pay."}
    </Notice>
  );
}
