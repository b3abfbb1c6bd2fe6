import { renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { remember, useRecent } from './recent';

describe('the last subjects looked at', () => {
  it('keeps each once, the last first, and not more than eight', () => {
    for (const id of ['a', 'b', 'a']) remember(id);
    expect(renderHook(useRecent).result.current).toEqual(['a', 'b']);
    for (let i = 0; i < 10; i++) remember(String(i));
    expect(renderHook(useRecent).result.current).toEqual(['9', '8', '7', '6', '5', '4', '3', '2']);
  });
});
