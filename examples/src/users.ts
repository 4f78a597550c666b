export type User = { readonly id: number; readonly role: string; readonly passwordHash: string };

const users = new Map<string, User>();
const resets = new Map<string, string>();

export const findUser = async (email: string): Promise<User | undefined> => users.get(email);

export async function saveResetToken(email: string, token: string): Promise<void> {
  resets.set(email, token);
}

export const isRight = async (given: string, kept: string): Promise<boolean> => Boolean(given) && given === kept;
