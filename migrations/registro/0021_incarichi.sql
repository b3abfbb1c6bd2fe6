-- An operator works in one membership at a time: a session says in which, the trail with which he came in or went on.

-- Nothing while he has several and has not chosen; then no unit either. Sessions of the release before have none, and
-- go on as those who have one only.
ALTER TABLE accesso.sessioni ADD COLUMN incarico int;
ALTER TABLE accesso.sessioni ALTER COLUMN unita DROP NOT NULL;

ALTER TABLE accesso.accessi ADD COLUMN incarico int;
