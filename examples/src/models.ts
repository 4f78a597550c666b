import mongoose from 'mongoose';

export const User = mongoose.model('User', new mongoose.Schema({ email: String, password: String, role: String, hash: String }));

export const Order = mongoose.model('Order', new mongoose.Schema({ number: Number, owner: String }));

export const settings = { theme: 'light' };
export const actions = { refresh: () => 'refreshed' };
export const catalogue = await loadCatalogue();

async function loadCatalogue() {
  const { DOMParser } = await import('@xmldom/xmldom');
  return new DOMParser().parseFromString('<items/>', 'text/xml');
}
