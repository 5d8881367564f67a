/**
 * Which department an entity of the graph belongs to. The others refer to it by its id or add fields to it; they cannot answer for
 * it, and it cannot answer for what they add.
 */
export const entityOwners: Readonly<Record<string, string>> = {
  Staff: 'organization',
  Site: 'organization',
  Client: 'client-records',
  Unit: 'sales-reception',
  Deal: 'sales-reception',
  Visit: 'sales-reception',
  Complaint: 'property-service',
};
