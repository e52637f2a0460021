/** What `zeroline help` prints, and what goes before a usage mistake. */
export const help = `zeroline: publish a knowledge base

  zeroline check DIR [--json]            report every mistake in the knowledge base in DIR
  zeroline build DIR --out DIR [--json]  check, then write packs; the old ones stay if there is an error
  zeroline help                          this text

Each mistake is one line: file:line, what is wrong, and after the arrow what to do. Errors stop a build, warnings
don't. The format is described in docs/authoring.md.

Exit code: 0 no errors, 1 errors in the knowledge base or the output could not be written, 2 wrong usage.

--json prints one object as the last line of standard output:
  ok        true when there is no error and, for build, the packs are written
  errors    number of errors
  warnings  number of warnings
  mistakes  list of { file, line, problem, remedy, severity }
  guides    number of guides by language, translations included: { en: 28, nb: 12, ... }
  out       build: the folder written, absent when nothing was
  refusal   why the packs could not be written: { kind, detail }, absent when they were
`;
