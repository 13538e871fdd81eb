/** Who paid for what in the demo's last month, and how it ended. Invented people; the same list every time. */
export const historyStudents = [
  ["Nour El-Din Ibrahim", "nour.ibrahim"],
  ["محمد عبد اللطيف الشرقاوي", "m.elsharkawy"],
  ["Thabo Mokoena", "thabo.mokoena"],
  ["Aoife O'Sullivan", "aoife.osullivan"],
  ["Lerato Nkosi", "lerato.nkosi"],
  ["سارة محمود حسن", "sara.mahmoud"],
  ["Hendrik van Wyk", "hendrik.vanwyk"],
  ["Salma Abdel-Rahman", "salma.ar"],
  ["Youssef D'Angelo", "youssef.dangelo"],
  ["Ayesha Patel", "ayesha.patel"],
  ["عبد الرحمن بن عبد العزيز آل عبد اللطيف", "abdulrahman.aal"],
  ["Naledi Dube", "naledi.dube"],
  ["Tarek Soliman", "tarek.soliman"],
  ["Priya Naidoo", "priya.naidoo"],
  ["هبة الله مصطفى", "heba.mostafa"],
] as const;

export type Ending =
  | "paid"
  | "paid_by_wallet"
  | "declined"
  | "declined_then_paid"
  | "expired"
  | "partly_refunded"
  | "refunded"
  | "other_amount"
  | "waiting_at_kiosk"
  | "at_the_gateway"
  | "late_webhook"
  | "seat_gone"
  | "paid_twice";

export interface PlannedPayment {
  student: number;
  /** Index among the courses with room; `full`: the course without a seat left. */
  course: number | "full";
  ending: Ending;
  gateway: "paymob" | "ikhokha";
  minutesAgo: number;
}

/** Sixty payments: most went well, some did not, and a few of today still wait. */
export function planHistory(): PlannedPayment[] {
  const special: Record<number, Ending> = {
    0: "at_the_gateway",
    1: "late_webhook",
    4: "waiting_at_kiosk",
    6: "other_amount",
    9: "declined",
    12: "partly_refunded",
    14: "declined_then_paid",
    17: "expired",
    20: "paid_by_wallet",
    22: "declined",
    25: "refunded",
    28: "declined_then_paid",
    31: "expired",
    33: "other_amount",
    35: "declined",
    38: "paid_by_wallet",
    41: "partly_refunded",
    43: "declined",
    46: "expired",
    49: "declined",
    52: "declined_then_paid",
    55: "expired",
  };
  const onlyPaymob: Ending[] = ["waiting_at_kiosk", "paid_by_wallet", "late_webhook", "partly_refunded"];
  const plan = Array.from({ length: 58 }, (_, index): PlannedPayment => {
    const ending = special[index] ?? "paid";
    // Today's few close together, then further and further back: about thirty days for the last.
    const minutesAgo = index < 10 ? 12 + index * 41 : 420 + Math.round((index - 9) ** 1.6 * 92);
    return {
      student: index % historyStudents.length,
      // Each of a student's payments is for another of the five courses.
      course: Math.floor(index / historyStudents.length) + (index % historyStudents.length) * 2,
      ending,
      gateway: index % 5 < 3 || onlyPaymob.includes(ending) ? "paymob" : "ikhokha",
      minutesAgo,
    };
  });
  const again = plan[11]!;
  plan.push(
    { student: 3, course: "full", ending: "seat_gone", gateway: "paymob", minutesAgo: 190 },
    { ...again, ending: "paid_twice", minutesAgo: again.minutesAgo - 35 },
  );
  return plan.sort((a, b) => b.minutesAgo - a.minutesAgo);
}
