import type { Role } from "#db/schema.ts";

/** The demo's logins, printed by the start command. Public by design: demo data is never loaded beside real data. */
export const demoLogins: Array<{
  role: Role;
  email: string;
  password: string;
  name: string;
  phone: string | null;
}> = [
  {
    role: "owner",
    email: "owner@example.com",
    password: "demo-owner-2026",
    name: "Layla Hassan",
    phone: null,
  },
  {
    role: "admin",
    email: "admin@example.com",
    password: "demo-admin-2026",
    name: "Johan van der Merwe",
    phone: null,
  },
  {
    role: "finance",
    email: "finance@example.com",
    password: "demo-finance-2026",
    name: "Omar Farouk",
    phone: null,
  },
  {
    role: "registrar",
    email: "registrar@example.com",
    password: "demo-registrar-2026",
    name: "Salma O'Hara",
    phone: null,
  },
  {
    role: "support",
    email: "support@example.com",
    password: "demo-support-2026",
    name: "Thandi Nkosi",
    phone: null,
  },
  {
    role: "auditor",
    email: "auditor@example.com",
    password: "demo-auditor-2026",
    name: "Refilwe Khoza",
    phone: null,
  },
  {
    role: "student",
    email: "student@example.com",
    password: "demo-student-2026",
    name: "منى عبد الرحمن",
    phone: "+201001234567",
  },
  {
    role: "student",
    email: "student2@example.com",
    password: "demo-student-2026",
    name: "Siobhán O'Brien",
    phone: "+27821234567",
  },
];

/** Classmates hold the seats that are taken already. Nobody knows their passwords. */
export const classmateNames = [
  "Ahmed Mansour",
  "Sipho Dlamini",
  "نورهان السيد",
  "Fatima Al-Balushi",
  "Pieter Botha",
  "Nadia Rahman",
  "Kagiso Molefe",
  "Yusuf O'Connor",
  "Mariam Tadros",
  "Abdulrahman bin Abdulaziz Al-Otaibi",
  "Zanele Khumalo",
  "Karim El-Sherif",
  // These wait for a seat.
  "Lerato Mokoena",
  "هبة عبد الرحمن",
  "Johan van Niekerk",
];
