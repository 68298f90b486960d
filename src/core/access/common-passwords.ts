/**
 * The words that the commonest leaked passwords are made of, lower case, letters only. A list of whole passwords would be
 * longer and catch less: most of them are one of these with a year and a sign behind it.
 */
export const commonBases: readonly string[] = (
  "password passwort passwd passphrase welcome letmein changeme changeit change default secret admin administrator root user login " +
  "guest test testing temp temporary access account system server computer internet network office company business practice clinic " +
  "hospital medical medicare medicaid doctor nurse health healthcare billing biller coder coding claims claim claimwright patient " +
  "qwerty qwertyuiop qwertz asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qweasd abc abcd abcdef iloveyou love lovely loveme princess " +
  "monkey dragon sunshine shadow master superman batman spiderman pokemon starwars football baseball basketball soccer hockey tennis " +
  "liverpool chelsea arsenal yankees cowboys steelers eagles lakers michael jordan jennifer jessica ashley amanda daniel charlie " +
  "thomas robert matthew andrew joshua jesus christ blessed blessing heaven angel angels family mother father sister brother baby " +
  "freedom liberty america american united states trustno whatever nothing anything something hello hallo bonjour hola goodbye " +
  "flower butterfly summer winter spring autumn january february march april june july august september october november december " +
  "monday tuesday wednesday thursday friday saturday sunday purple orange yellow green black white silver golden red blue " +
  "cookie cheese chocolate banana pepper coffee ginger peanut google facebook twitter linkedin microsoft windows apple samsung " +
  "mustang corvette ferrari porsche mercedes harley killer hunter ranger buster tigger snoopy maggie bailey buddy lucky happy " +
  "correct horse battery staple correcthorsebatterystaple the my is and our new one two three for you me it this that"
).split(" ");
