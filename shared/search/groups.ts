/** Members of numbered groups, group after group: those of group `g` lie from `starts[g]` to `starts[g + 1]`. */
export interface Groups {
  starts: Uint32Array;
  members: Uint32Array;
}

/** Puts members into their groups; within one they keep their order. `groupOf[m]` is the group of member `m`. */
export function groupBy(groupOf: ArrayLike<number>, groupCount: number): Groups {
  const starts = new Uint32Array(groupCount + 1);
  for (let member = 0; member < groupOf.length; member += 1) {
    const next = (groupOf[member] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  addUp(starts);
  const free = starts.slice();
  const members = new Uint32Array(groupOf.length);
  for (let member = 0; member < groupOf.length; member += 1) {
    const group = groupOf[member] ?? 0;
    const place = free[group] ?? 0;
    members[place] = member;
    free[group] = place + 1;
  }
  return { starts, members };
}

export const membersOf = ({ starts, members }: Groups, group: number): Uint32Array =>
  members.subarray(starts[group] ?? 0, starts[group + 1] ?? 0);

/** Each number becomes the sum of all up to it. */
export function addUp(numbers: Uint32Array): Uint32Array {
  let sum = 0;
  for (let place = 0; place < numbers.length; place += 1) {
    sum += numbers[place] ?? 0;
    numbers[place] = sum;
  }
  return numbers;
}

/** From lengths to starts: one more than there are lengths, the last one is the end. */
export function startsOf(lengths: ArrayLike<number>): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  starts.set(lengths, 1);
  return addUp(starts);
}
