import type { ApprovalMode, RefundEffect } from "#db/schema.ts";

/** What the demo school sells. Amounts are minor units by ISO exponent: 2 for EGP, ZAR and SAR, 3 for OMR. */
export interface DemoCourse {
  title: string;
  summary: string;
  description: string;
  /** Days from the day of loading; null: at one's own pace. */
  startsInDays: number | null;
  capacity: number | null;
  /** How many classmates already have a seat. */
  taken: number;
  status: "draft" | "published";
  slug: string;
  prices: Record<string, number>;
  approval?: ApprovalMode;
  refundEffect?: RefundEffect;
  /** How many wait in line for a seat; none: the course keeps no line. */
  inLine?: number;
}

export const demoCourses: DemoCourse[] = [
  {
    title: "Data Analysis with Python",
    summary: "From a messy spreadsheet to a chart your manager believes, in eight weeks of evenings.",
    description:
      "You start with a spreadsheet that somebody else made and finish with an analysis you can defend. Each week has two live sessions of ninety minutes, a data set from a real business in Cairo or Cape Town, and feedback on your own notebook within two days.\n\nYou will clean and join data with pandas, choose charts that answer a question, estimate how sure you can be, and present one finding in five minutes. You need a laptop and school mathematics; you do not need to have programmed before.",
    startsInDays: 18,
    capacity: 30,
    taken: 0,
    status: "published",
    slug: "data-analysis-python",
    prices: { EGP: 450_000, ZAR: 169_900, SAR: 34_900, OMR: 36_250 },
  },
  {
    title: "Financial Modelling for Small Businesses",
    summary: "Build the cash-flow model that tells you in March whether you can pay salaries in September.",
    description:
      "Six Saturdays, one workbook. You build a three-statement model of a shop with stock, credit and seasons, then stress it: a late customer, a weaker currency, a second branch.\n\nTaught by accountants who do this for a living. You leave with a template that is yours, and the habit of asking what would have to be true.",
    startsInDays: 9,
    capacity: 12,
    taken: 9,
    status: "published",
    slug: "financial-modelling",
    approval: "after_payment",
    prices: { EGP: 320_000, ZAR: 124_900 },
  },
  {
    title: "Spoken English for Customer Support",
    summary: "Calm, clear calls: forty scenarios, small groups, recordings you can listen to again.",
    description:
      "Groups of twelve, three evenings a week for a month. You practise the calls that go wrong: the parcel that never came, the refund that is late, the customer who is right and angry.\n\nEvery call is recorded for you alone, with notes on pace, stress and the sentence that would have ended it two minutes earlier.",
    startsInDays: 4,
    capacity: 12,
    taken: 12,
    status: "published",
    slug: "spoken-english-support",
    inLine: 3,
    refundEffect: "revoke",
    prices: { EGP: 180_000, ZAR: 79_900 },
  },
  {
    title: "أساسيات التصميم الجرافيكي",
    summary: "من الفكرة إلى ملف جاهز للطباعة: الخط واللون والشبكة في ستة أسابيع.",
    description:
      "تتعلّم كيف تقرأ التصميم الجيد قبل أن ترسمه: لماذا يرتاح النظر إلى هذه الصفحة، وكيف يقود الخط واللون القارئ إلى ما يهم.\n\nفي كل أسبوع مشروع صغير: شعار لمقهى في الإسكندرية، ملصق لمعرض، صفحة لمتجر إلكتروني، ثم مراجعة فردية مع المدرّس. تنهي الدورة بملف أعمال من خمس قطع.",
    startsInDays: 25,
    capacity: 20,
    taken: 4,
    status: "published",
    slug: "graphic-design-ar",
    prices: { EGP: 275_000, ZAR: 99_900 },
  },
  {
    title:
      "Project Management for Construction Sites: Scheduling, Subcontractors, Safety and the Paperwork Nobody Reads",
    summary: "For site engineers who became managers on a Tuesday and were told on Wednesday.",
    description:
      "A schedule that survives the first week, a daily report that takes ten minutes, and the conversations with subcontractors that you would rather not have.\n\nTen live sessions with two site visits (Giza and Midrand; by video for everybody else). Ends with a plan for a project of your own, reviewed by a panel.",
    startsInDays: 33,
    capacity: 40,
    taken: 6,
    status: "published",
    slug: "construction-project-management",
    approval: "before_payment",
    refundEffect: "keep",
    prices: { EGP: 690_000, ZAR: 259_900 },
  },
  {
    title: "Web Development from Zero",
    summary: "HTML, CSS and JavaScript at your own pace, with a person who answers within a day.",
    description:
      "One hundred and twenty short lessons, thirty exercises that check themselves, and five projects that a person reviews: a page about you, a menu for a restaurant, a booking form, a small shop, and one of your own choosing.\n\nThere is no timetable. Most people finish in four months with five hours a week.",
    startsInDays: null,
    capacity: null,
    taken: 5,
    status: "published",
    slug: "web-development",
    prices: { EGP: 240_000, ZAR: 89_900 },
  },
  {
    title: "Digital Marketing on a Small Budget",
    summary: "Find the first hundred customers with what a weekend of advertising would have cost.",
    description:
      "Four weeks. You write the offer, choose one channel, measure what happens, and stop what does not work. Examples from a bakery in Durban, a tutoring service in Mansoura and a repair shop in Jeddah.\n\nYou run a real campaign of your own in week three. Its budget (about EGP 500 or ZAR 200) is not in the price.",
    startsInDays: 12,
    capacity: 25,
    taken: 2,
    status: "published",
    slug: "digital-marketing",
    prices: { EGP: 150_000, ZAR: 64_900 },
  },
  {
    title: "Counselling Skills: Supervised Practice",
    summary:
      "Real conversations, with a supervisor in the room. The school reads each enrollment after it is paid.",
    description:
      "Ten evenings in groups of six. You listen, you are listened to, and a supervisor who has done this for twenty years tells you what she heard.\n\nBecause you will meet people in difficulty, the school looks at each enrollment before the seat is confirmed. If it does not accept you, you get your money back.",
    startsInDays: 21,
    capacity: 16,
    taken: 2,
    status: "published",
    slug: "counselling-practice",
    prices: { EGP: 380_000, ZAR: 139_900 },
    approval: "after_payment",
  },
  {
    title: "Teaching Practicum",
    summary:
      "Eight weeks in a classroom that is not yours. You ask for a seat first, and pay once you are accepted.",
    description:
      "You teach twice a week in a partner school in Giza or Midrand, with a mentor who watches, writes and tells you.\n\nThere are few places and each goes to somebody who can use it: ask for a seat, wait for the answer, then pay within three days.",
    startsInDays: 40,
    capacity: 8,
    taken: 3,
    status: "published",
    slug: "teaching-practicum",
    prices: { EGP: 260_000, ZAR: 94_900 },
    approval: "before_payment",
  },
  {
    title: "Introduction to Machine Learning",
    summary: "What models can and cannot know, with the mathematics left in.",
    description:
      "Linear models, trees and small neural networks, each built once by hand and once with a library, on data where the answer matters. This course is still being written.",
    startsInDays: 60,
    capacity: 30,
    taken: 0,
    status: "draft",
    slug: "machine-learning",
    prices: { EGP: 520_000, ZAR: 189_900 },
  },
];
