/** How Resource Manager refuses: 403, 404, or 409 because the provider is not registered. */
export type Refusal = 'forbidden' | 'not-found' | 'not-registered';
