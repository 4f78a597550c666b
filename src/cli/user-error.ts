/** 0 clean, 1 findings, 2 usage or configuration, 3 our bug. */
export const EXIT = { clean: 0, findings: 1, usage: 2, bug: 3 } as const;

/** An error that the person at the terminal can do something about. */
export class UserError extends Error {
  readonly advice: string;
  readonly exitCode: number;

  constructor(title: string, advice: string, exitCode: number = EXIT.usage) {
    super(title);
    this.name = 'UserError';
    this.advice = advice;
    this.exitCode = exitCode;
  }
}
