import { describe, expect, it } from 'vitest';
import {
  ageOfGuides,
  calendarDaysBetween,
  clockTime,
  dayAndMonth,
  momentInWords,
  weekdayOf,
} from '../../../shared/i18n/format.ts';

const at = (day: number, hour: number, minute = 0, month = 11, year = 2026): number =>
  new Date(year, month - 1, day, hour, minute).getTime();
const nowMs = at(18, 14, 30);

describe('momentInWords', () => {
  it.each([
    [at(18, 7, 40), '07:40'],
    [at(18, 23, 59), '23:59'],
    [at(17, 23, 59), 'yesterday'],
    [at(19, 0, 0), 'tomorrow'],
    [at(16, 12), 'Monday'],
    [at(12, 12), 'Thursday'],
    [at(23, 12), 'Monday'],
    [at(11, 12), '11 November'],
    [at(30, 12, 0, 12, 2025), '30 December 2025'],
    [at(2, 12, 0, 1, 2027), '2 January 2027'],
  ])('says %d as %s', (ms, words) => {
    expect(momentInWords(ms, nowMs, 'en')).toBe(words);
  });

  it.each([
    ['nb', 'i går', '12. oktober'],
    ['sv', 'i går', '12 oktober'],
    ['da', 'i går', '12. oktober'],
    ['de', 'gestern', '12. Oktober'],
    ['hu', 'tegnap', 'október 12.'],
  ] as const)('speaks %s', (language, yesterday, date) => {
    expect(momentInWords(at(17, 9), nowMs, language)).toBe(yesterday);
    expect(dayAndMonth(at(12, 9, 0, 10), nowMs, language)).toBe(date);
  });
});

it('tells the time by the 24-hour clock in every language', () => {
  expect(clockTime(at(18, 7, 5), 'en')).toBe('07:05');
  expect(clockTime(at(18, 14, 30), 'hu')).toBe('14:30');
  expect(clockTime(at(18, 14, 30), 'da')).toMatch(/^14[.:]30$/);
});

it('counts calendar days, also over a change of the clocks and of the year', () => {
  expect(calendarDaysBetween(at(17, 23, 59), at(18, 0, 1))).toBe(-1);
  expect(calendarDaysBetween(at(18, 0, 1), at(18, 23, 59))).toBe(0);
  expect(calendarDaysBetween(at(25, 0, 30, 10), at(26, 0, 30, 10))).toBe(-1);
  expect(calendarDaysBetween(at(30, 23, 0, 3), at(28, 23, 0, 3))).toBe(2);
  expect(calendarDaysBetween(at(1, 0, 0, 1, 2027), at(31, 23, 59, 12))).toBe(1);
});

it('names the weekday of a date, wherever the machine is', () => {
  expect(weekdayOf('2026-11-18', 'en')).toBe('Wednesday');
  expect(weekdayOf('2026-11-18', 'hu')).toBe('szerda');
});

it('tells the age of the guides by the clock today, as yesterday, and by the date before', () => {
  expect(ageOfGuides(at(18, 7, 40), nowMs, 'en')).toEqual({ key: 'time.guidesFromToday', when: '07:40' });
  expect(ageOfGuides(at(17, 7, 40), nowMs, 'en').key).toBe('time.guidesFromYesterday');
  expect(ageOfGuides(at(16, 7, 40), nowMs, 'en')).toEqual({ key: 'time.guidesFrom', when: '16 Nov' });
});
