'use server';

import { prisma } from './prisma.ts';

export async function deleteNote(id: number) {
  await prisma.note.delete({ where: { id } });
}
