import * as v from 'valibot';

const year = v.fallback(
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(1900), v.maxValue(2200))),
  undefined,
);

/** The part of the address that says what the quadro shows. */
export const viewSearch = v.object({
  vista: v.fallback(v.optional(v.literal('completa')), undefined),
  dal: year,
  al: year,
});
