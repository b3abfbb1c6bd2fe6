import { describe, expect, it } from 'vitest';
import { bar, scale, yearsFor, yearsOf } from './scale';

const TODAY = '2024-07-01';

describe('the scale of the quadro', () => {
  const s = scale({ dal: 2023, al: 2024 });

  it('covers whole years, each as wide as its days', () => {
    expect(s.years.map((y) => y.year)).toEqual([2023, 2024]);
    expect(s.place('2023-01-01')).toBe(0);
    expect(s.place('2025-01-01')).toBe(100);
    expect(s.years.reduce((sum, y) => sum + y.width, 0)).toBeCloseTo(100);
    // 2024 has a day more.
    expect(s.years[1]?.width).toBeGreaterThan(s.years[0]?.width ?? 0);
  });

  it('draws a bar from its first day through its last', () => {
    const one = bar(s, '2023-01-01', '2023-12-31', TODAY);
    expect(one?.x).toBe(0);
    expect(one?.width).toBeCloseTo(s.place('2024-01-01'));
  });

  it('runs an open bar to today', () => {
    const open = bar(s, '2024-01-01', null, TODAY);
    expect((open?.x ?? 0) + (open?.width ?? 0)).toBeCloseTo(s.place('2024-07-02'));
  });

  it('cuts what goes beyond the years, and leaves out what lies outside', () => {
    expect(bar(s, '2010-01-01', null, '2030-01-01')).toEqual({ x: 0, width: 100 });
    expect(bar(s, '2010-01-01', '2012-01-01', TODAY)).toBeNull();
    expect(bar(s, '2026-01-01', null, TODAY)).toBeNull();
  });

  it('gives a single day a width', () => {
    expect(bar(s, '2023-09-07', '2023-09-07', TODAY)?.width).toBeGreaterThan(0);
  });

  it('chooses the years of the entries, not more than ten', () => {
    expect(yearsOf(['2023-02-02', '2024-01-01'], TODAY)).toEqual({ dal: 2023, al: 2024 });
    expect(yearsOf([], TODAY)).toEqual({ dal: 2024, al: 2024 });
    expect(yearsOf(['1990-01-01'], TODAY)).toEqual({ dal: 2015, al: 2024 });
  });

  it('joins year to year without a gap, also around 29 February', () => {
    const leap = scale({ dal: 2023, al: 2024 });
    const day = leap.place('2023-01-02') - leap.place('2023-01-01');
    expect(leap.place('2024-01-01') - leap.place('2023-12-31')).toBeCloseTo(day);
    expect(leap.place('2024-03-01') - leap.place('2024-02-28')).toBeCloseTo(2 * day);
    expect(bar(leap, '2024-02-29', '2024-02-29', TODAY)?.width).toBeCloseTo(day);
    expect(bar(leap, '2023-12-31', '2024-01-01', TODAY)?.width).toBeCloseTo(2 * day);
  });

  it('has the last day of its years within, and the first day after them outside', () => {
    const one = scale({ dal: 2024, al: 2024 });
    expect(one.place('2024-12-31')).toBeLessThan(100);
    expect(bar(one, '2024-12-31', '2024-12-31', TODAY)?.width).toBeGreaterThan(0);
    expect(bar(one, '2025-01-01', null, '2025-06-01')).toBeNull();
    expect(bar(one, '2023-01-01', '2023-12-31', TODAY)).toBeNull();
  });

  it('keeps the years that were chosen, and never ends before it begins', () => {
    const gruppi = [{ voci: [{ inizio: '2022-05-05' }] }, { voci: [] }];
    expect(yearsFor({}, gruppi, TODAY)).toEqual({ dal: 2022, al: 2024 });
    expect(yearsFor({ dal: 2020, al: 2021 }, gruppi, TODAY)).toEqual({ dal: 2020, al: 2021 });
    expect(yearsFor({ al: 2021 }, gruppi, TODAY)).toEqual({ dal: 2021, al: 2021 });
    expect(yearsFor({ dal: 2026 }, gruppi, TODAY)).toEqual({ dal: 2026, al: 2026 });
    expect(yearsFor({}, [], TODAY)).toEqual({ dal: 2024, al: 2024 });
    expect(yearsFor({}, undefined, TODAY)).toEqual({ dal: 2024, al: 2024 });
  });
});
