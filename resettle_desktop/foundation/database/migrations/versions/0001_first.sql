CREATE TABLE secret (
	name VARCHAR(40) NOT NULL,
	value BLOB NOT NULL,
	CONSTRAINT pk_secret PRIMARY KEY (name)
);

CREATE TABLE audit_entry (
	id INTEGER NOT NULL,
	at BIGINT NOT NULL,
	actor_uid VARCHAR(36) NOT NULL,
	actor_name TEXT NOT NULL,
	second_actor_uid VARCHAR(36),
	roles TEXT NOT NULL,
	desk TEXT NOT NULL,
	act VARCHAR(80) NOT NULL,
	command_key VARCHAR(36) NOT NULL,
	outcome TEXT NOT NULL,
	subject_kind VARCHAR(40),
	subject_uid VARCHAR(36),
	subject_label TEXT,
	digest BLOB NOT NULL,
	mac BLOB NOT NULL,
	CONSTRAINT pk_audit_entry PRIMARY KEY (id),
	CONSTRAINT uq_audit_entry_command_key UNIQUE (command_key)
);

CREATE INDEX ix_audit_entry_subject_kind ON audit_entry (subject_kind);

CREATE INDEX ix_audit_entry_subject_uid ON audit_entry (subject_uid);

CREATE TABLE audit_change (
	entry_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	part VARCHAR(80) NOT NULL,
	table_name VARCHAR(60) NOT NULL,
	row_id INTEGER,
	row_uid VARCHAR(36),
	"values" TEXT,
	salt BLOB,
	digest BLOB NOT NULL,
	CONSTRAINT pk_audit_change PRIMARY KEY (entry_id, position)
);

CREATE INDEX ix_audit_change_row_uid ON audit_change (row_uid);

CREATE TABLE access_entry (
	id INTEGER NOT NULL,
	at BIGINT NOT NULL,
	actor_uid VARCHAR(36) NOT NULL,
	actor_name TEXT NOT NULL,
	desk TEXT NOT NULL,
	kind VARCHAR(20) NOT NULL,
	subject_kind VARCHAR(40) NOT NULL,
	subject_uid VARCHAR(36) NOT NULL,
	subject_label TEXT NOT NULL,
	reason TEXT,
	mac BLOB NOT NULL,
	CONSTRAINT pk_access_entry PRIMARY KEY (id)
);

CREATE INDEX ix_access_entry_subject_kind ON access_entry (subject_kind);

CREATE INDEX ix_access_entry_subject_uid ON access_entry (subject_uid);

CREATE TABLE draft (
	clerk_uid VARCHAR(36) NOT NULL,
	kind VARCHAR(60) NOT NULL,
	object_uid VARCHAR(36) NOT NULL,
	label TEXT NOT NULL,
	"values" TEXT NOT NULL,
	saved_at BIGINT NOT NULL,
	CONSTRAINT pk_draft PRIMARY KEY (clerk_uid, kind, object_uid)
);

CREATE TABLE site (
	name TEXT NOT NULL,
	governance VARCHAR(10) NOT NULL,
	division_code VARCHAR(12),
	division_name TEXT,
	address TEXT,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_site PRIMARY KEY (id),
	CONSTRAINT ck_site_governance CHECK (governance IN ('urban', 'rural')),
	CONSTRAINT uq_site_name UNIQUE (name),
	CONSTRAINT uq_site_uid UNIQUE (uid)
);

CREATE TABLE origin_village (
	division_code VARCHAR(12),
	division_name TEXT NOT NULL,
	name TEXT NOT NULL,
	hamlet TEXT NOT NULL,
	initials TEXT NOT NULL,
	abolished_on DATE,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_origin_village PRIMARY KEY (id),
	CONSTRAINT uq_origin_village_division_name_name_hamlet UNIQUE (division_name, name, hamlet),
	CONSTRAINT uq_origin_village_uid UNIQUE (uid)
);

CREATE INDEX ix_origin_village_division_code ON origin_village (division_code);

CREATE TABLE household_series (
	id INTEGER NOT NULL,
	scope VARCHAR(40) NOT NULL,
	last INTEGER NOT NULL,
	CONSTRAINT pk_household_series PRIMARY KEY (id),
	CONSTRAINT uq_household_series_scope UNIQUE (scope)
);

CREATE TABLE person (
	name TEXT NOT NULL,
	name_sort TEXT NOT NULL,
	nickname TEXT,
	former_names TEXT,
	sex VARCHAR(10) NOT NULL,
	birth DATE,
	birth_precision VARCHAR(5),
	ethnicity VARCHAR(2),
	relocated BOOLEAN NOT NULL,
	number VARCHAR(40),
	number_state VARCHAR(10) NOT NULL,
	number_original VARCHAR(15),
	number_reason TEXT,
	number_chase_on DATE,
	document_kind VARCHAR(20),
	document_number VARCHAR(40),
	political VARCHAR(20),
	education VARCHAR(20),
	education_text TEXT,
	health VARCHAR(20),
	labour VARCHAR(20),
	marital VARCHAR(20),
	military VARCHAR(20),
	speaks_mandarin BOOLEAN,
	note TEXT,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_person PRIMARY KEY (id),
	CONSTRAINT ck_person_sex CHECK (sex IN ('male', 'female', 'unknown', 'unstated')),
	CONSTRAINT ck_person_birth_precision CHECK (birth_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_person_number_state CHECK (number_state IN ('verified', 'to_check', 'none')),
	CONSTRAINT ck_person_document_kind CHECK (document_kind IN ('birth_certificate', 'household_book', 'disability_card', 'passport', 'other')),
	CONSTRAINT ck_person_political CHECK (political IN ('party_member', 'probationary', 'league_member', 'none', 'other')),
	CONSTRAINT ck_person_education CHECK (education IN ('none', 'primary', 'junior', 'senior', 'college', 'bachelor')),
	CONSTRAINT ck_person_health CHECK (health IN ('healthy', 'chronic', 'serious', 'disabled')),
	CONSTRAINT ck_person_labour CHECK (labour IN ('ordinary', 'skilled', 'weak', 'lost', 'none')),
	CONSTRAINT ck_person_marital CHECK (marital IN ('never', 'married', 'widowed', 'divorced')),
	CONSTRAINT ck_person_military CHECK (military IN ('serving', 'discharged')),
	CONSTRAINT ck_person_birth_whole CHECK ((birth IS NULL) = (birth_precision IS NULL)),
	CONSTRAINT ck_person_number_or_none CHECK ((number IS NULL) = (number_state = 'none')),
	CONSTRAINT ck_person_number_explained CHECK (number_state = 'verified' OR number_reason IS NOT NULL),
	CONSTRAINT uq_person_uid UNIQUE (uid)
);

CREATE INDEX ix_person_birth ON person (birth);

CREATE INDEX ix_person_name_sort ON person (name_sort);

CREATE INDEX ix_person_number_chase_on ON person (number_chase_on) WHERE number_chase_on IS NOT NULL;

CREATE INDEX ix_person_number ON person (number);

CREATE UNIQUE INDEX uq_person_number_verified ON person (number) WHERE number_state = 'verified';

CREATE TABLE search_state (
	id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_search_state PRIMARY KEY (id)
);

CREATE TABLE office (
	name TEXT NOT NULL,
	division_code VARCHAR(12) NOT NULL,
	division_name TEXT NOT NULL,
	household_prefix VARCHAR(8) NOT NULL,
	phone TEXT NOT NULL,
	practice BOOLEAN NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_office PRIMARY KEY (id),
	CONSTRAINT uq_office_uid UNIQUE (uid)
);

CREATE TABLE centre (
	kind VARCHAR(20) NOT NULL,
	name TEXT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_centre PRIMARY KEY (id),
	CONSTRAINT ck_centre_kind CHECK (kind IN ('party', 'destination', 'origin', 'office')),
	CONSTRAINT uq_centre_name UNIQUE (name),
	CONSTRAINT uq_centre_uid UNIQUE (uid)
);

CREATE TABLE clerk (
	name TEXT NOT NULL,
	login TEXT NOT NULL,
	suspended_on DATE,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_clerk PRIMARY KEY (id),
	CONSTRAINT uq_clerk_login UNIQUE (login),
	CONSTRAINT uq_clerk_uid UNIQUE (uid)
);

CREATE TABLE setting (
	"key" VARCHAR(60) NOT NULL,
	value TEXT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	starts DATE NOT NULL,
	starts_precision VARCHAR(5) NOT NULL,
	ends DATE,
	ends_precision VARCHAR(5),
	recorded_at BIGINT NOT NULL,
	superseded_at BIGINT,
	act_id INTEGER NOT NULL,
	CONSTRAINT pk_setting PRIMARY KEY (id),
	CONSTRAINT ck_setting_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_setting_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_setting_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT uq_setting_uid UNIQUE (uid)
);

CREATE INDEX ix_setting_key ON setting ("key");

CREATE TABLE stored_file (
	digest VARCHAR(64) NOT NULL,
	media_type VARCHAR(80) NOT NULL,
	size INTEGER NOT NULL,
	content BLOB NOT NULL,
	CONSTRAINT pk_stored_file PRIMARY KEY (digest),
	CONSTRAINT ck_stored_file_digest CHECK (length(digest) = 64),
	CONSTRAINT ck_stored_file_size CHECK (size = length(content))
);

CREATE TABLE paper_series (
	issuer_kind VARCHAR(20) NOT NULL,
	issuer_uid VARCHAR(36) NOT NULL,
	series VARCHAR(40) NOT NULL,
	year INTEGER NOT NULL,
	last_serial INTEGER NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_paper_series PRIMARY KEY (id),
	CONSTRAINT uq_paper_series_issuer_uid_series_year UNIQUE (issuer_uid, series, year),
	CONSTRAINT ck_paper_series_issuer_kind CHECK (issuer_kind IN ('office', 'centre', 'committee')),
	CONSTRAINT ck_paper_series_last_serial CHECK (last_serial >= 0),
	CONSTRAINT uq_paper_series_uid UNIQUE (uid)
);

CREATE TABLE building (
	site_id INTEGER NOT NULL,
	zone TEXT NOT NULL,
	label TEXT NOT NULL,
	address TEXT,
	sort_key TEXT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_building PRIMARY KEY (id),
	CONSTRAINT fk_building_site_id FOREIGN KEY(site_id) REFERENCES site (id),
	CONSTRAINT uq_building_uid UNIQUE (uid)
);

CREATE UNIQUE INDEX uq_building_label ON building (site_id, zone, label);

CREATE TABLE household (
	number VARCHAR(40) NOT NULL,
	national_no VARCHAR(40),
	family_no VARCHAR(40),
	lineage_uid VARCHAR(36) NOT NULL,
	registered_on DATE NOT NULL,
	origin_village_id INTEGER NOT NULL,
	relocation_kind VARCHAR(20),
	task_year INTEGER,
	settlement_mode VARCHAR(20),
	settlement_focus VARCHAR(20),
	move_mode VARCHAR(20),
	move_reason VARCHAR(20),
	agreement_no TEXT,
	agreement_on DATE,
	agreement_on_precision VARCHAR(5),
	agreement_heads INTEGER,
	benefited_heads INTEGER,
	self_funded_fen INTEGER,
	moved_in DATE,
	moved_in_precision VARCHAR(5),
	note TEXT,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_household PRIMARY KEY (id),
	CONSTRAINT ck_household_relocation_kind CHECK (relocation_kind IN ('registered_poor', 'alongside')),
	CONSTRAINT ck_household_settlement_mode CHECK (settlement_mode IN ('concentrated', 'scattered')),
	CONSTRAINT ck_household_settlement_focus CHECK (settlement_focus IN ('nearby', 'new_village', 'town', 'project', 'tourism', 'bought_in_town', 'inserted', 'relatives', 'built', 'bought_second_hand', 'other')),
	CONSTRAINT ck_household_move_mode CHECK (move_mode IN ('whole_hamlet', 'part')),
	CONSTRAINT ck_household_move_reason CHECK (move_reason IN ('capacity', 'services', 'ecology', 'geohazard', 'endemic', 'other')),
	CONSTRAINT ck_household_agreement_on_precision CHECK (agreement_on_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_household_moved_in_precision CHECK (moved_in_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_household_agreement_heads_positive CHECK (agreement_heads > 0),
	CONSTRAINT ck_household_benefited_heads_counted CHECK (benefited_heads >= 0),
	CONSTRAINT ck_household_self_funded_counted CHECK (self_funded_fen >= 0),
	CONSTRAINT uq_household_number UNIQUE (number),
	CONSTRAINT fk_household_origin_village_id FOREIGN KEY(origin_village_id) REFERENCES origin_village (id),
	CONSTRAINT uq_household_uid UNIQUE (uid)
);

CREATE INDEX ix_household_national_no ON household (national_no);

CREATE INDEX ix_household_origin_village_id ON household (origin_village_id);

CREATE INDEX ix_household_family_no ON household (family_no);

CREATE INDEX ix_household_lineage_uid ON household (lineage_uid);

CREATE TABLE correction (
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	person_id INTEGER NOT NULL,
	act_id INTEGER NOT NULL,
	reason TEXT NOT NULL,
	evidence TEXT,
	CONSTRAINT pk_correction PRIMARY KEY (id),
	CONSTRAINT uq_correction_uid UNIQUE (uid),
	CONSTRAINT fk_correction_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE INDEX ix_correction_person_id ON correction (person_id);

CREATE TABLE hukou_place (
	person_id INTEGER NOT NULL,
	standing VARCHAR(20) NOT NULL,
	division_code VARCHAR(12),
	address TEXT,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	starts DATE NOT NULL,
	starts_precision VARCHAR(5) NOT NULL,
	ends DATE,
	ends_precision VARCHAR(5),
	recorded_at BIGINT NOT NULL,
	superseded_at BIGINT,
	act_id INTEGER NOT NULL,
	CONSTRAINT pk_hukou_place PRIMARY KEY (id),
	CONSTRAINT ck_hukou_place_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_hukou_place_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_hukou_place_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_hukou_place_standing CHECK (standing IN ('not_moved', 'moved_group', 'moved_door', 'moved_collective', 'third_place', 'army', 'prison', 'dead', 'unregistered')),
	CONSTRAINT fk_hukou_place_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT uq_hukou_place_uid UNIQUE (uid)
);

CREATE UNIQUE INDEX uq_hukou_place_open ON hukou_place (person_id) WHERE ends IS NULL AND superseded_at IS NULL;

CREATE INDEX ix_hukou_place_person_id ON hukou_place (person_id);

CREATE TABLE residence_document (
	person_id INTEGER NOT NULL,
	kind VARCHAR(20) NOT NULL,
	number VARCHAR(40),
	next_endorsement DATE,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	starts DATE NOT NULL,
	starts_precision VARCHAR(5) NOT NULL,
	ends DATE,
	ends_precision VARCHAR(5),
	recorded_at BIGINT NOT NULL,
	superseded_at BIGINT,
	act_id INTEGER NOT NULL,
	CONSTRAINT pk_residence_document PRIMARY KEY (id),
	CONSTRAINT ck_residence_document_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_residence_document_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_residence_document_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_residence_document_kind CHECK (kind IN ('permit', 'booklet', 'new_citizen', 'resettled')),
	CONSTRAINT fk_residence_document_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT uq_residence_document_uid UNIQUE (uid)
);

CREATE INDEX ix_residence_document_person_id ON residence_document (person_id);

CREATE TABLE person_phone (
	person_id INTEGER NOT NULL,
	phone VARCHAR(20),
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	starts DATE NOT NULL,
	starts_precision VARCHAR(5) NOT NULL,
	ends DATE,
	ends_precision VARCHAR(5),
	recorded_at BIGINT NOT NULL,
	superseded_at BIGINT,
	act_id INTEGER NOT NULL,
	CONSTRAINT pk_person_phone PRIMARY KEY (id),
	CONSTRAINT ck_person_phone_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_person_phone_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_person_phone_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT fk_person_phone_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT uq_person_phone_uid UNIQUE (uid)
);

CREATE INDEX ix_person_phone_phone ON person_phone (phone);

CREATE UNIQUE INDEX uq_person_phone_open ON person_phone (person_id) WHERE ends IS NULL AND superseded_at IS NULL;

CREATE INDEX ix_person_phone_person_id ON person_phone (person_id);

CREATE TABLE school_place (
	person_id INTEGER NOT NULL,
	stage VARCHAR(20) NOT NULL,
	school TEXT,
	place TEXT,
	boarding BOOLEAN,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	starts DATE NOT NULL,
	starts_precision VARCHAR(5) NOT NULL,
	ends DATE,
	ends_precision VARCHAR(5),
	recorded_at BIGINT NOT NULL,
	superseded_at BIGINT,
	act_id INTEGER NOT NULL,
	CONSTRAINT pk_school_place PRIMARY KEY (id),
	CONSTRAINT ck_school_place_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_school_place_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_school_place_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_school_place_stage CHECK (stage IN ('preschool_age', 'kindergarten', 'primary', 'junior', 'senior', 'vocational', 'higher_vocational', 'technician', 'bachelor', 'master')),
	CONSTRAINT fk_school_place_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT uq_school_place_uid UNIQUE (uid)
);

CREATE UNIQUE INDEX uq_school_place_open ON school_place (person_id) WHERE ends IS NULL AND superseded_at IS NULL;

CREATE INDEX ix_school_place_person_id ON school_place (person_id);

CREATE TABLE work_place (
	person_id INTEGER NOT NULL,
	place TEXT NOT NULL,
	months INTEGER,
	employer TEXT,
	channel TEXT,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	starts DATE NOT NULL,
	starts_precision VARCHAR(5) NOT NULL,
	ends DATE,
	ends_precision VARCHAR(5),
	recorded_at BIGINT NOT NULL,
	superseded_at BIGINT,
	act_id INTEGER NOT NULL,
	CONSTRAINT pk_work_place PRIMARY KEY (id),
	CONSTRAINT ck_work_place_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_work_place_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_work_place_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_work_place_months CHECK (months BETWEEN 1 AND 12),
	CONSTRAINT fk_work_place_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT uq_work_place_uid UNIQUE (uid)
);

CREATE UNIQUE INDEX uq_work_place_open ON work_place (person_id) WHERE ends IS NULL AND superseded_at IS NULL;

CREATE INDEX ix_work_place_person_id ON work_place (person_id);

CREATE TABLE clerk_role (
	clerk_id INTEGER NOT NULL,
	role VARCHAR(40) NOT NULL,
	centre_id INTEGER,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	starts DATE NOT NULL,
	starts_precision VARCHAR(5) NOT NULL,
	ends DATE,
	ends_precision VARCHAR(5),
	recorded_at BIGINT NOT NULL,
	superseded_at BIGINT,
	act_id INTEGER NOT NULL,
	CONSTRAINT pk_clerk_role PRIMARY KEY (id),
	CONSTRAINT ck_clerk_role_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_clerk_role_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_clerk_role_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_clerk_role_role CHECK (role IN ('administrator', 'head', 'household_clerk', 'party_clerk', 'origin_clerk', 'destination_clerk', 'auditor', 'setup')),
	CONSTRAINT ck_clerk_role_role_granted CHECK (role <> 'setup'),
	CONSTRAINT fk_clerk_role_clerk_id FOREIGN KEY(clerk_id) REFERENCES clerk (id),
	CONSTRAINT fk_clerk_role_centre_id FOREIGN KEY(centre_id) REFERENCES centre (id),
	CONSTRAINT uq_clerk_role_uid UNIQUE (uid)
);

CREATE INDEX ix_clerk_role_clerk_id ON clerk_role (clerk_id);

CREATE INDEX ix_clerk_role_centre_id ON clerk_role (centre_id);

CREATE TABLE clerk_pin (
	clerk_id INTEGER NOT NULL,
	salt BLOB NOT NULL,
	digest BLOB NOT NULL,
	cost_n INTEGER NOT NULL,
	cost_r INTEGER NOT NULL,
	cost_p INTEGER NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_clerk_pin PRIMARY KEY (id),
	CONSTRAINT uq_clerk_pin_clerk_id UNIQUE (clerk_id),
	CONSTRAINT fk_clerk_pin_clerk_id FOREIGN KEY(clerk_id) REFERENCES clerk (id),
	CONSTRAINT uq_clerk_pin_uid UNIQUE (uid)
);

CREATE TABLE sign_in (
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	clerk_id INTEGER NOT NULL,
	at BIGINT NOT NULL,
	way VARCHAR(10) NOT NULL,
	failed_before INTEGER NOT NULL,
	CONSTRAINT pk_sign_in PRIMARY KEY (id),
	CONSTRAINT ck_sign_in_way CHECK (way IN ('full', 'pin', 'recovery')),
	CONSTRAINT uq_sign_in_uid UNIQUE (uid),
	CONSTRAINT fk_sign_in_clerk_id FOREIGN KEY(clerk_id) REFERENCES clerk (id)
);

CREATE INDEX ix_sign_in_clerk_id ON sign_in (clerk_id);

CREATE TABLE issued_paper (
	series_id INTEGER NOT NULL,
	serial INTEGER NOT NULL,
	number VARCHAR(60) NOT NULL,
	kind VARCHAR(40) NOT NULL,
	paper_date DATE NOT NULL,
	issuer_name TEXT NOT NULL,
	subject_kind VARCHAR(40) NOT NULL,
	subject_uid VARCHAR(36) NOT NULL,
	subject_label TEXT NOT NULL,
	digest VARCHAR(64) NOT NULL,
	stage VARCHAR(20) NOT NULL,
	sheet_number VARCHAR(40),
	replaces_id INTEGER,
	issued_at BIGINT NOT NULL,
	clerk_uid VARCHAR(36) NOT NULL,
	clerk_name TEXT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_issued_paper PRIMARY KEY (id),
	CONSTRAINT uq_issued_paper_series_id_serial UNIQUE (series_id, serial),
	CONSTRAINT ck_issued_paper_stage CHECK (stage IN ('issued', 'printed', 'spoiled', 'void')),
	CONSTRAINT ck_issued_paper_serial CHECK (serial > 0),
	CONSTRAINT ck_issued_paper_replaces_another CHECK (replaces_id <> id),
	CONSTRAINT fk_issued_paper_series_id FOREIGN KEY(series_id) REFERENCES paper_series (id),
	CONSTRAINT fk_issued_paper_digest FOREIGN KEY(digest) REFERENCES stored_file (digest),
	CONSTRAINT uq_issued_paper_replaces_id UNIQUE (replaces_id),
	CONSTRAINT fk_issued_paper_replaces_id FOREIGN KEY(replaces_id) REFERENCES issued_paper (id),
	CONSTRAINT uq_issued_paper_uid UNIQUE (uid)
);

CREATE INDEX ix_issued_paper_series_id ON issued_paper (series_id);

CREATE INDEX ix_issued_paper_subject_uid ON issued_paper (subject_uid);

CREATE INDEX ix_issued_paper_number ON issued_paper (number);

CREATE INDEX ix_issued_paper_stage ON issued_paper (stage);

CREATE INDEX ix_issued_paper_digest ON issued_paper (digest);

CREATE TABLE stair_unit (
	building_id INTEGER NOT NULL,
	label TEXT NOT NULL,
	sort_key TEXT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_stair_unit PRIMARY KEY (id),
	CONSTRAINT fk_stair_unit_building_id FOREIGN KEY(building_id) REFERENCES building (id),
	CONSTRAINT uq_stair_unit_uid UNIQUE (uid)
);

CREATE UNIQUE INDEX uq_stair_unit_label ON stair_unit (building_id, label);

CREATE TABLE membership (
	person_id INTEGER NOT NULL,
	household_id INTEGER NOT NULL,
	relation VARCHAR(2) NOT NULL,
	reason VARCHAR(20) NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	starts DATE NOT NULL,
	starts_precision VARCHAR(5) NOT NULL,
	ends DATE,
	ends_precision VARCHAR(5),
	recorded_at BIGINT NOT NULL,
	superseded_at BIGINT,
	act_id INTEGER NOT NULL,
	CONSTRAINT pk_membership PRIMARY KEY (id),
	CONSTRAINT ck_membership_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_membership_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_membership_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_membership_reason CHECK (reason IN ('registered', 'added', 'born', 'married', 'moved')),
	CONSTRAINT fk_membership_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_membership_household_id FOREIGN KEY(household_id) REFERENCES household (id),
	CONSTRAINT uq_membership_uid UNIQUE (uid)
);

CREATE UNIQUE INDEX uq_membership_open ON membership (person_id) WHERE ends IS NULL AND superseded_at IS NULL;

CREATE INDEX ix_membership_person_id ON membership (person_id);

CREATE INDEX ix_membership_household_id ON membership (household_id);

CREATE TABLE headship (
	household_id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	reason TEXT,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	starts DATE NOT NULL,
	starts_precision VARCHAR(5) NOT NULL,
	ends DATE,
	ends_precision VARCHAR(5),
	recorded_at BIGINT NOT NULL,
	superseded_at BIGINT,
	act_id INTEGER NOT NULL,
	CONSTRAINT pk_headship PRIMARY KEY (id),
	CONSTRAINT ck_headship_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_headship_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_headship_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT fk_headship_household_id FOREIGN KEY(household_id) REFERENCES household (id),
	CONSTRAINT fk_headship_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT uq_headship_uid UNIQUE (uid)
);

CREATE UNIQUE INDEX uq_headship_open ON headship (household_id) WHERE ends IS NULL AND superseded_at IS NULL;

CREATE INDEX ix_headship_household_id ON headship (household_id);

CREATE INDEX ix_headship_person_id ON headship (person_id);

CREATE TABLE paper_event (
	id INTEGER NOT NULL,
	paper_id INTEGER NOT NULL,
	step VARCHAR(20) NOT NULL,
	at BIGINT NOT NULL,
	clerk_uid VARCHAR(36) NOT NULL,
	clerk_name TEXT NOT NULL,
	desk TEXT NOT NULL,
	reason TEXT,
	CONSTRAINT pk_paper_event PRIMARY KEY (id),
	CONSTRAINT ck_paper_event_step CHECK (step IN ('issued', 'printed', 'not_out', 'spoiled', 'void', 'reprinted')),
	CONSTRAINT fk_paper_event_paper_id FOREIGN KEY(paper_id) REFERENCES issued_paper (id)
);

CREATE INDEX ix_paper_event_paper_id ON paper_event (paper_id);

CREATE TABLE room (
	building_id INTEGER NOT NULL,
	stair_unit_id INTEGER,
	door TEXT NOT NULL,
	label TEXT NOT NULL,
	sort_key TEXT NOT NULL,
	floor INTEGER,
	area_hundredths INTEGER,
	inner_area_hundredths INTEGER,
	layout TEXT,
	delivered_on DATE,
	title_unit_no VARCHAR(28),
	note TEXT,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_room PRIMARY KEY (id),
	CONSTRAINT fk_room_building_id FOREIGN KEY(building_id) REFERENCES building (id),
	CONSTRAINT fk_room_stair_unit_id FOREIGN KEY(stair_unit_id) REFERENCES stair_unit (id),
	CONSTRAINT uq_room_uid UNIQUE (uid)
);

CREATE UNIQUE INDEX uq_room_label ON room (building_id, label);

CREATE INDEX ix_room_stair_unit_id ON room (stair_unit_id);

CREATE INDEX ix_room_label ON room (label);

CREATE TABLE room_assignment (
	room_id INTEGER NOT NULL,
	household_id INTEGER NOT NULL,
	reason VARCHAR(20) NOT NULL,
	left_because VARCHAR(20),
	document TEXT,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	starts DATE NOT NULL,
	starts_precision VARCHAR(5) NOT NULL,
	ends DATE,
	ends_precision VARCHAR(5),
	recorded_at BIGINT NOT NULL,
	superseded_at BIGINT,
	act_id INTEGER NOT NULL,
	CONSTRAINT pk_room_assignment PRIMARY KEY (id),
	CONSTRAINT ck_room_assignment_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_room_assignment_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_room_assignment_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_room_assignment_reason CHECK (reason IN ('allocated', 'exchanged', 'taken_back', 'vacated', 'inherited', 'transferred')),
	CONSTRAINT ck_room_assignment_left_because CHECK (left_because IN ('allocated', 'exchanged', 'taken_back', 'vacated', 'inherited', 'transferred')),
	CONSTRAINT fk_room_assignment_room_id FOREIGN KEY(room_id) REFERENCES room (id),
	CONSTRAINT fk_room_assignment_household_id FOREIGN KEY(household_id) REFERENCES household (id),
	CONSTRAINT uq_room_assignment_uid UNIQUE (uid)
);

CREATE INDEX ix_room_assignment_room_id ON room_assignment (room_id);

CREATE UNIQUE INDEX uq_room_assignment_open ON room_assignment (room_id) WHERE ends IS NULL AND superseded_at IS NULL;

CREATE INDEX ix_room_assignment_household_id ON room_assignment (household_id);

CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE TRIGGER audit_change_no_update BEFORE UPDATE OF entry_id, position, part, table_name, row_id, row_uid, digest ON audit_change BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE TRIGGER audit_change_blank_only BEFORE UPDATE OF "values", salt ON audit_change WHEN NEW."values" IS NOT NULL OR NEW.salt IS NOT NULL BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE TRIGGER audit_change_no_delete BEFORE DELETE ON audit_change BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE TRIGGER access_entry_no_update BEFORE UPDATE ON access_entry BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE TRIGGER access_entry_no_delete BEFORE DELETE ON access_entry BEGIN SELECT RAISE(ABORT, 'append only'); END;

CREATE VIRTUAL TABLE person_fts USING fts5(k, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '^-'", prefix='2 3 4 5 6');
