/** For tests: what they ask of the answer of each mutation, and the shape of a request in it. */
export const request = `request { id number state endReason endedFor plan nextStep dueAt isOverdue isEscalated client { id }
  files { id indexNumber level } steps { step verdict by { id } inPlaceOf { id } reason explanation { outcome applied { id } facts { name value } } }
  reminders { step kind } grant { acts until oneTime usedAt revokedAt staff { id } } outsider { name proof proofNumber identityNumber }
  explanation { outcome applied { id } rejected { rule { id } } } }`;
export type SeenRequest = {
  readonly id: string;
  readonly state: string;
  readonly endReason: string | null;
  readonly endedFor: string | null;
  readonly plan: readonly string[];
  readonly nextStep: string | null;
  readonly dueAt: string | null;
  readonly isOverdue: boolean;
  readonly isEscalated: boolean;
  readonly client: { readonly id: string } | null;
  readonly files: readonly { readonly id: string; readonly level: string }[];
  readonly steps: readonly Record<string, unknown>[];
  readonly reminders: readonly { readonly step: string; readonly kind: string }[];
  readonly grant: Record<string, unknown> | null;
  readonly outsider: Record<string, unknown> | null;
};

export const shown: Readonly<Record<string, readonly [input: string, answer: string]>> = {
  draftRequest: ['DraftRequestInput', `... on AccessRequestDone { ${request} }`],
  submitRequest: ['AccessRequestInput', `... on AccessRequestDone { ${request} }`],
  withdrawRequest: ['AccessRequestInput', `... on AccessRequestDone { ${request} }`],
  decideRequest: ['DecideRequestInput', `... on AccessRequestDone { ${request} }`],
  attachFiles: ['AttachFilesInput', `... on AccessRequestDone { ${request} }`],
  endAccess: ['EndAccessInput', `... on AccessRequestDone { ${request} }`],
  recordUse: ['AccessRequestInput', `... on AccessRequestDone { ${request} }`],
  nameRequestDeputy: ['NameDeputyInput', '... on RequestDeputyDone { id explanation { outcome } }'],
  endRequestDeputy: ['EndDeputyInput', '... on RequestDeputyDone { id }'],
  identifyClient: ['IdentifyClientInput', '... on ClientIdentified { client { id } }'],
  openArchive: ['OpenArchiveInput', '... on ArchiveDone { archive { id } }'],
  addArchiveShelf: ['ShelfInput', '... on ShelfDone { shelf { id } }'],
  fileDocument: ['FileDocumentInput', '... on FileDone { file { id } }'],
  enterLoan: ['EnterLoanInput', '... on LoansDone { loans { id } explanation { outcome applied { id } } }'],
  signLoan: [
    'SignLoanInput',
    '... on LoansDone { loans { id lentOn dueOn state } explanation { outcome applied { id } } }',
  ],
  strikeOffLoan: [
    'StrikeOffInput',
    '... on LoansDone { loans { id returnedAt state } explanation { outcome applied { id } } }',
  ],
  changeRecordsPolicy: [
    'ChangeRecordsPolicyInput',
    '... on RecordsPolicyChanged { policy { version } explanation { outcome } }',
  ],
};
