import React from 'react';

type Review = { readonly author: string; readonly body: string };

export function Reviews({ reviews }: { readonly reviews: readonly Review[] }) {
  return (
    <ul>
      {reviews.map((review) => (
        <li key={review.author}>
          <b>{review.author}</b>
          <div dangerouslySetInnerHTML={{ __html: review.body }} />
        </li>
      ))}
    </ul>
  );
}
