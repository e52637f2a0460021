/**
 * @typedef {object} Progress
 * @property {(line: string) => void} say one line, with the seconds since the start
 * @property {(sentence: string) => void} leftOut something could not be had: what to do about it, repeated at the end
 * @property {() => readonly string[]} leftOuts
 */

/** Progress goes to stderr, so that a command's own answer has stdout to itself. @returns {Progress} */
export function startProgress() {
  const started = performance.now();
  /** @type {string[]} */
  const sentences = [];
  /** @param {string} line */
  const say = (line) => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.error(`${seconds.padStart(6)} s  ${line}`);
  };
  return {
    say,
    leftOut: (sentence) => {
      if (sentences.includes(sentence)) return;
      sentences.push(sentence);
      say(sentence);
    },
    leftOuts: () => sentences,
  };
}
