import { z } from 'zod';
import { nameplateIds, nameplateReadings } from './nameplate.ts';
import type { Question } from './powershell.ts';

const text = z.string().nullable();
const answerSchema = z.object({ Vendor: text, Name: text, Version: text, Serial: text, Asset: text });

/** The maker's label, as SMBIOS has it: system (type 1), and the asset tag of the enclosure (type 3). */
export const nameplateQuestion: Question = {
  name: 'nameplate',
  ids: nameplateIds,
  script:
    '$p = Get-CimInstance -ClassName Win32_ComputerSystemProduct; ' +
    '$e = Get-CimInstance -ClassName Win32_SystemEnclosure | Select-Object -First 1; ' +
    '@{ Vendor = $p.Vendor; Name = $p.Name; Version = $p.Version; ' +
    'Serial = $p.IdentifyingNumber; Asset = $e.SMBIOSAssetTag }',
  read(answer) {
    const { Vendor, Name, Version, Serial, Asset } = answerSchema.parse(answer);
    // Lenovo writes the type into the name, and what people call it into the version.
    const model = /^lenovo$/i.test(Vendor ?? '') ? Version : Name;
    return nameplateReadings({
      ...(Vendor !== null && { vendor: Vendor }),
      ...(model !== null && { model }),
      ...(Serial !== null && { serial: Serial }),
      ...(Asset !== null && { assetTag: Asset }),
    });
  },
};
