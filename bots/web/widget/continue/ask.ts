/** Asks the server about the link. What stands in the way is one of two words; nothing is ever thrown. */
export const ask = async <T>(what: 'look' | 'enter', body: object): Promise<T | 'silent' | 'throttled'> => {
  try {
    const response = await fetch(`/api/citizen/link/${what}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
    if (response.ok) return (await response.json()) as T;
    return response.status === 429 ? 'throttled' : 'silent';
  } catch {
    return 'silent';
  }
};
