import type { Refusal } from '../../../shared/ipc/contract.ts';
import {
  attachmentName,
  freeName,
  judgeFile,
  type RefusedFile,
} from '../../../shared/requests/attachment.ts';
import { redact } from '../../../shared/requests/redact.ts';
import { refuse, type Result } from '../../../shared/result.ts';
import type { Request } from '../../../shared/requests/request.ts';
import type { AttachmentFiles } from '../../services/ports.ts';
import type { RequestOutbox } from '../../services/request-outbox.ts';
import type { Routes } from '../handle.ts';

export interface AttachmentRouteDeps {
  outbox: RequestOutbox;
  files: AttachmentFiles;
  newId(): string;
}

type AttachmentRoutes = Pick<Routes, `request.${'attach' | 'detach' | 'attachAgain'}`>;

const refusalOf = {
  empty: 'not-allowed',
  type: 'not-allowed',
  'too-many': 'too-many-files',
  'too-large': 'files-too-large',
} as const satisfies Record<RefusedFile['kind'], Refusal['kind']>;

/** Files of a draft: bytes on the disk first, then the request that names them. */
export function attachmentRoutes({ outbox, files, newId }: AttachmentRouteDeps): AttachmentRoutes {
  return {
    'request.attach': async ({ id, name, base64 }): Promise<Result<Request, Refusal>> => {
      const request = outbox.get(id);
      if (!request) return refuse({ kind: 'no-such-request', detail: id });
      const bytes = Buffer.from(base64, 'base64');
      const others = request.attachments ?? [];
      const taken = others.map((other) => other.name);
      const judged = judgeFile(bytes, others);
      if ('kind' in judged) return refuse({ kind: refusalOf[judged.kind], detail: judged.kind });
      const kept = await files.keep(bytes);
      if (!kept.ok) return kept;
      return outbox.changeFiles(id, {
        kind: 'attach',
        file: {
          ...{ id: newId(), name: freeName(attachmentName(redact(name)), taken), type: judged.type },
          ...{ sizeBytes: bytes.length, sha256: kept.value },
        },
      });
    },
    'request.detach': ({ id, file }) => outbox.changeFiles(id, { kind: 'detach', file }),
    'request.attachAgain': ({ id, file }) => outbox.changeFiles(id, { kind: 'attach', file }),
  };
}
