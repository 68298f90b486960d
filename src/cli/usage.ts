/** What `claimwright help` says: the commands that work, no others. */
export const usage = `claimwright — medical coding and billing

  serve                      the server with the web application   --port --host --host-name --data --empty --history-days
  user ACTION                people, practices, billing companies  list, add, role, password, disable, unlock, practice, company …
  work                       works jobs beside a server, here or on another machine  --data --at-once
  import FILE…               data from other systems               --as 837

  x12 check FILE…            check X12 files, one JSON line a file  --no-codes --partner
  x12 json FILE              the typed content as JSON
  x12 rewrite FILE           read and write again, byte for byte
  x12 ack FILE               the TA1 / 999 that answers it          --today --time --control
  x12 explain FILE           every segment in plain words           --date --no-codes --json
  scrub FILE.837             all claim edits                        --today
  codes search TEXT          codes by words or by code              --system --date --limit --data --jsonl
  codes show CODE            one code with notes, fees and edits    --system --date --zip --locality --state --data
  codes list                 releases of the code sets             --date --data --json
  code FILE                  diagnosis codes for a visit note, with evidence  --setting --date --age --sex --jsonl
  codes import PATH…         official files: folder, zip or file    --effective --data --json
  codes update [SET…]        fetches official releases from their publishers  --list --date --addresses --decline --data --json
  price FILE.837             expected allowed and patient share     --plan --deductible --copay --coinsurance --contract --locality --zip
  payer adjudicate FILE.837  what a simulated payer answers         --out DIR --plan --seed --today --faults
  payer eligibility FILE.270 the 271 to it, from its plans          --claims --received --today --json
  payer status FILE.276      the 277 to it, from claims it has      --claims --received --today --json
  remit FILE.835             balance proof and posting plan
  backup FILE                everything in one sealed file           --key --to --keep --new-key --passphrase-file --no-check --data --json
  restore FILE               into an empty data folder, verified     --key --passphrase-file --check --data --json
  verify                     whether everything stored agrees        --only --data --json
  doctor                     whether machine, database and habits are right  --key --port --data --json
  simulate                   a whole practice against simulated payers, with the proof   --days --visits-per-day --seed --from --data --json
  bench [NAME]               measures on this machine, one JSON line each   --data

FILE may be - for standard input. Exit code: 0 fine, 1 findings of severity error, 2 wrong usage or a failure.
`;
