/** Where the key of backups is: --key, --passphrase-file, CLAIMWRIGHT_BACKUP_KEY (a path), or CLAIMWRIGHT_BACKUP_PASSPHRASE. */
import { type BackupKey, passphraseOfSettings, readKeyFile, readPassphraseFile } from "../app/backup/backup-key.ts";
import { UsageError } from "./io.ts";

export function keyOption(values: { readonly key?: string | undefined; readonly "passphrase-file"?: string | undefined }): BackupKey {
  const passphrase = values["passphrase-file"];
  const key = values.key ?? (passphrase === undefined ? process.env.CLAIMWRIGHT_BACKUP_KEY : undefined);
  if (key !== undefined && passphrase !== undefined) throw new UsageError("Give --key or --passphrase-file, not both.");
  if (key !== undefined) return readKeyFile(key);
  if (passphrase !== undefined) return readPassphraseFile(passphrase);
  const fromSettings = passphraseOfSettings(process.env);
  if (fromSettings !== undefined) return fromSettings;
  throw new UsageError("Give the key of backups with --key FILE. Make one with: claimwright backup --new-key FILE");
}
