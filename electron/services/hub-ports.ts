import type {
  Enrolled,
  IncidentCounts,
  Reopen,
  RequestStatus,
  SentRequest,
  UsageReport,
} from '../../shared/requests/wire.ts';
import type { RefusalCause } from '../../shared/requests/request.ts';
import type { Join } from '../../shared/requests/join.ts';
import type { Result } from '../../shared/result.ts';

/**
 * Why the hub did not do it. `refused`: it never will, as it is. `other-body`: it has something under this key already.
 * All others pass by themselves.
 */
export type HubRefusalKind =
  | 'offline'
  | 'timeout'
  | 'captive-portal'
  | 'server-error'
  | 'too-many'
  | 'not-enrolled'
  | 'sign-in-needed'
  | 'not-found'
  | 'other-body'
  | 'refused';

export interface HubRefused {
  kind: HubRefusalKind;
  /** In our words, where we have some for it. */
  cause?: RefusalCause | undefined;
  detail: string;
  /** Whether it can have got there all the same. */
  mayHaveArrived: boolean;
  retryAfterMs?: number;
}

type HubAnswer<T> = Promise<Result<T, HubRefused>>;

/** The hub as one machine sees it. Every answer is parsed; nothing is tried twice here. */
export interface HubApi {
  enrol(enrolmentKey: string): HubAnswer<Enrolled>;
  /** With the person's own sign-in, where the organisation has one. */
  send(request: SentRequest, token: string, signIn?: string): HubAnswer<RequestStatus>;
  /** Of those that the hub knows; `statusesMax` at most. */
  statuses(ids: readonly string[], token: string): HubAnswer<RequestStatus[]>;
  reopen(id: string, reopen: Reopen, token: string): HubAnswer<RequestStatus>;
  join(join: Join, token: string): HubAnswer<void>;
  incidents(token: string): HubAnswer<IncidentCounts>;
  usage(report: UsageReport, token: string): HubAnswer<void>;
}
