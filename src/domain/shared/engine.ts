/** Who acts when nobody asked: the name no API key may bear. The engine suspends and never deactivates (design 4). */
export const ENGINE = 'engine';
