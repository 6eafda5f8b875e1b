import { useAddress } from '@fairway-idp/backstage-plugin-fairway-react';
import { type Query, readQuery, writeQuery } from '../view/query';

/** What the page shows, as the URL says, and how to change it. */
export function useQuery(): [Query, (change: Partial<Query>) => void] {
  return useAddress({ read: readQuery, write: writeQuery });
}
