/** A start that cannot go on for a reason a person can act on: its message is shown, without a stack. */
export class StartProblem extends Error {}
