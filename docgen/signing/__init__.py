"""Turns a bundle into a signed bundle, and says of any signed bundle what its signatures are worth.

    keys         a small internal authority, and a certificate for each signatory
    credentials  PKCS#12, PEM or a token → what signs; a reason where it must not (`held` holds a key)
    fields       which fields a PDF has, whose they are, which are signed
    appearance   what a signature looks like on paper (`drawn` hands it to pyHanko)
    signing      one signature more, as an incremental update (PAdES); `appending`, `timestamps` serve it
    trusting     whom to trust: authorities, lists of certificates called back
    policy       what a general verifier lets pass: fields, updates, the bytes between the signed ranges (`der`)
    judging      one signature: intact, trusted, by whom; its `envelope`
    verifying    all of that → `report`

A signed bundle is guaranteed to begin with the very bytes of the bundle, to have each signature in the field of its
department, and to let nothing but signatures be added after it. pyHanko lives here and nowhere else; it takes half a
second to import, so that only what signs or verifies imports these modules. Nothing is stored here: `docgen.archive`
keeps the signed states.
"""
