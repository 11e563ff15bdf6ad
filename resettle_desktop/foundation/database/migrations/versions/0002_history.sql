DROP INDEX ix_room_assignment_household_id;

CREATE TABLE site_rebuilt (
	name TEXT NOT NULL,
	governance VARCHAR(10) NOT NULL,
	division_code VARCHAR(12),
	division_name TEXT,
	address TEXT,
	revised_at BIGINT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_site PRIMARY KEY (id),
	CONSTRAINT ck_site_governance CHECK (governance IN ('urban', 'rural')),
	CONSTRAINT uq_site_name UNIQUE (name),
	CONSTRAINT uq_site_uid UNIQUE (uid)
);

INSERT INTO site_rebuilt ("name", "governance", "division_code", "division_name", "address", "id", "uid", "version", revised_at)
SELECT "name", "governance", "division_code", "division_name", "address", "id", "uid", "version", (SELECT coalesce(max(entry.at), 0) FROM audit_change AS change JOIN audit_entry AS entry ON entry.id = change.entry_id WHERE change.row_uid = site.uid)
FROM site;

DROP TABLE site;

ALTER TABLE site_rebuilt RENAME TO site;

CREATE TABLE site_past (
	name TEXT NOT NULL,
	governance VARCHAR(10) NOT NULL,
	division_code VARCHAR(12),
	division_name TEXT,
	address TEXT,
	revised_at BIGINT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	superseded_at BIGINT NOT NULL,
	CONSTRAINT pk_site_past PRIMARY KEY (id, version)
)
 WITHOUT ROWID;

CREATE TABLE building_past (
	site_id INTEGER NOT NULL,
	zone TEXT NOT NULL,
	label TEXT NOT NULL,
	address TEXT,
	sort_key TEXT NOT NULL,
	revised_at BIGINT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	superseded_at BIGINT NOT NULL,
	CONSTRAINT pk_building_past PRIMARY KEY (id, version)
)
 WITHOUT ROWID;

CREATE TABLE grid_past (
	site_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	sort_key TEXT NOT NULL,
	revised_at BIGINT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	superseded_at BIGINT NOT NULL,
	CONSTRAINT pk_grid_past PRIMARY KEY (id, version)
)
 WITHOUT ROWID;

CREATE TABLE room_past (
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
	revised_at BIGINT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	superseded_at BIGINT NOT NULL,
	CONSTRAINT pk_room_past PRIMARY KEY (id, version)
)
 WITHOUT ROWID;

CREATE TABLE origin_village_rebuilt (
	division_code VARCHAR(12),
	division_name TEXT NOT NULL,
	name TEXT NOT NULL,
	hamlet TEXT NOT NULL,
	initials TEXT NOT NULL,
	code_from DATE,
	abolished_on DATE,
	revised_at BIGINT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_origin_village PRIMARY KEY (id),
	CONSTRAINT uq_origin_village_division_name_name_hamlet UNIQUE (division_name, name, hamlet),
	CONSTRAINT uq_origin_village_uid UNIQUE (uid)
);

INSERT INTO origin_village_rebuilt ("division_code", "division_name", "name", "hamlet", "initials", "abolished_on", "id", "uid", "version", revised_at)
SELECT "division_code", "division_name", "name", "hamlet", "initials", "abolished_on", "id", "uid", "version", (SELECT coalesce(max(entry.at), 0) FROM audit_change AS change JOIN audit_entry AS entry ON entry.id = change.entry_id WHERE change.row_uid = origin_village.uid)
FROM origin_village;

DROP TABLE origin_village;

ALTER TABLE origin_village_rebuilt RENAME TO origin_village;

CREATE INDEX ix_origin_village_division_code ON origin_village (division_code);

CREATE TABLE origin_village_past (
	division_code VARCHAR(12),
	division_name TEXT NOT NULL,
	name TEXT NOT NULL,
	hamlet TEXT NOT NULL,
	initials TEXT NOT NULL,
	code_from DATE,
	abolished_on DATE,
	revised_at BIGINT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	superseded_at BIGINT NOT NULL,
	CONSTRAINT pk_origin_village_past PRIMARY KEY (id, version)
)
 WITHOUT ROWID;

CREATE TABLE size_class (
	name TEXT NOT NULL,
	least INTEGER NOT NULL,
	governance VARCHAR(10),
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	starts DATE NOT NULL,
	starts_precision VARCHAR(5) NOT NULL,
	ends DATE,
	ends_precision VARCHAR(5),
	recorded_at BIGINT NOT NULL,
	superseded_at BIGINT,
	act_id INTEGER NOT NULL,
	CONSTRAINT pk_size_class PRIMARY KEY (id),
	CONSTRAINT ck_size_class_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_size_class_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_size_class_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_size_class_governance CHECK (governance IN ('urban', 'rural')),
	CONSTRAINT uq_size_class_uid UNIQUE (uid)
);

CREATE TABLE household_past (
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
	household_type VARCHAR(20),
	poverty_attribute VARCHAR(20),
	poverty_exit_year INTEGER,
	poverty_return_year INTEGER,
	poverty_return_reason TEXT,
	causes TEXT,
	difficulty VARCHAR(20),
	planned_move_in DATE,
	planned_move_in_precision VARCHAR(5),
	housing_source TEXT,
	housing_price_fen INTEGER,
	job_agreement BOOLEAN,
	martyr_family BOOLEAN,
	only_child_family BOOLEAN,
	two_daughters_family BOOLEAN,
	bank_name TEXT,
	bank_account VARCHAR(40),
	payee TEXT,
	closed_on DATE,
	closed_on_precision VARCHAR(5),
	closed_because VARCHAR(20),
	successor_uid VARCHAR(36),
	revised_at BIGINT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	superseded_at BIGINT NOT NULL,
	CONSTRAINT pk_household_past PRIMARY KEY (id, version)
)
 WITHOUT ROWID;

CREATE TABLE old_home (
	lineage_uid VARCHAR(36) NOT NULL,
	has_house BOOLEAN,
	area_hundredths INTEGER,
	structure VARCHAR(20),
	danger_grade VARCHAR(1),
	homestead_hundredths INTEGER,
	homestead_no VARCHAR(60),
	origin_class TEXT,
	due_on DATE,
	demolished_on DATE,
	demolished_on_precision VARCHAR(5),
	demolished_hundredths INTEGER,
	protection VARCHAR(20),
	protection_document TEXT,
	reclamation VARCHAR(20),
	reclaimed_hundredths INTEGER,
	reclaimed_on DATE,
	reclaimed_on_precision VARCHAR(5),
	award_fen INTEGER,
	award_paid_on DATE,
	revised_at BIGINT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_old_home PRIMARY KEY (id),
	CONSTRAINT ck_old_home_structure CHECK (structure IN ('steel_concrete', 'brick_concrete', 'brick_timber', 'adobe', 'cave', 'other')),
	CONSTRAINT ck_old_home_protection CHECK (protection IN ('traditional_village', 'ethnic_village', 'proposed', 'joined', 'other')),
	CONSTRAINT ck_old_home_reclamation CHECK (reclamation IN ('not_yet', 'done', 'accepted', 'not_needed')),
	CONSTRAINT ck_old_home_demolished_on_precision CHECK (demolished_on_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_old_home_reclaimed_on_precision CHECK (reclaimed_on_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_old_home_danger_grade CHECK (danger_grade IN ('A', 'B', 'C', 'D')),
	CONSTRAINT uq_old_home_lineage_uid UNIQUE (lineage_uid),
	CONSTRAINT uq_old_home_uid UNIQUE (uid)
);

CREATE TABLE old_home_past (
	lineage_uid VARCHAR(36) NOT NULL,
	has_house BOOLEAN,
	area_hundredths INTEGER,
	structure VARCHAR(20),
	danger_grade VARCHAR(1),
	homestead_hundredths INTEGER,
	homestead_no VARCHAR(60),
	origin_class TEXT,
	due_on DATE,
	demolished_on DATE,
	demolished_on_precision VARCHAR(5),
	demolished_hundredths INTEGER,
	protection VARCHAR(20),
	protection_document TEXT,
	reclamation VARCHAR(20),
	reclaimed_hundredths INTEGER,
	reclaimed_on DATE,
	reclaimed_on_precision VARCHAR(5),
	award_fen INTEGER,
	award_paid_on DATE,
	revised_at BIGINT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	superseded_at BIGINT NOT NULL,
	CONSTRAINT pk_old_home_past PRIMARY KEY (id, version)
)
 WITHOUT ROWID;

CREATE TABLE home_title_past (
	household_id INTEGER NOT NULL,
	room_id INTEGER,
	stage VARCHAR(20) NOT NULL,
	number VARCHAR(60),
	issued_on DATE,
	co_owners TEXT,
	revised_at BIGINT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	superseded_at BIGINT NOT NULL,
	CONSTRAINT pk_home_title_past PRIMARY KEY (id, version)
)
 WITHOUT ROWID;

CREATE TABLE threshold (
	kind VARCHAR(30) NOT NULL,
	relocation_kind VARCHAR(20),
	province VARCHAR(2),
	task_year INTEGER,
	value INTEGER,
	source TEXT,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	starts DATE NOT NULL,
	starts_precision VARCHAR(5) NOT NULL,
	ends DATE,
	ends_precision VARCHAR(5),
	recorded_at BIGINT NOT NULL,
	superseded_at BIGINT,
	act_id INTEGER NOT NULL,
	CONSTRAINT pk_threshold PRIMARY KEY (id),
	CONSTRAINT ck_threshold_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_threshold_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_threshold_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_threshold_kind CHECK (kind IN ('area_per_head', 'self_fund_per_head', 'self_fund_per_household', 'old_house_months')),
	CONSTRAINT ck_threshold_relocation_kind CHECK (relocation_kind IN ('registered_poor', 'alongside')),
	CONSTRAINT uq_threshold_uid UNIQUE (uid)
);

CREATE TABLE people_list_past (
	kind VARCHAR(20) NOT NULL,
	household_id INTEGER NOT NULL,
	number VARCHAR(40),
	holder TEXT NOT NULL,
	division_code VARCHAR(12),
	address TEXT,
	note TEXT,
	revised_at BIGINT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	superseded_at BIGINT NOT NULL,
	CONSTRAINT pk_people_list_past PRIMARY KEY (id, version)
)
 WITHOUT ROWID;

CREATE TABLE person_past (
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
	register_no VARCHAR(40),
	political VARCHAR(20),
	education VARCHAR(20),
	education_text TEXT,
	health VARCHAR(40),
	labour VARCHAR(20),
	marital VARCHAR(20),
	military VARCHAR(20),
	speaks_mandarin BOOLEAN,
	note TEXT,
	issued_by TEXT,
	number_from DATE,
	number_until DATE,
	number_forever BOOLEAN,
	marital_on DATE,
	marital_on_precision VARCHAR(5),
	dropout_reason VARCHAR(20),
	preferential VARCHAR(20),
	disability VARCHAR(20),
	disability_grade INTEGER,
	disability_card VARCHAR(22),
	disability_issued_year INTEGER,
	disability_until DATE,
	public_post TEXT,
	public_post_months INTEGER,
	bank_account VARCHAR(40),
	photo VARCHAR(64),
	merged_into_uid VARCHAR(36),
	revised_at BIGINT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	superseded_at BIGINT NOT NULL,
	CONSTRAINT pk_person_past PRIMARY KEY (id, version)
)
 WITHOUT ROWID;

CREATE TABLE saved_filter (
	clerk_uid VARCHAR(36) NOT NULL,
	list_name VARCHAR(60) NOT NULL,
	name TEXT NOT NULL,
	criteria TEXT,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_saved_filter PRIMARY KEY (id),
	CONSTRAINT uq_saved_filter_clerk_uid_list_name_name UNIQUE (clerk_uid, list_name, name),
	CONSTRAINT uq_saved_filter_uid UNIQUE (uid)
);

CREATE TABLE task (
	owner_role VARCHAR(40) NOT NULL,
	owner_uid VARCHAR(36),
	what TEXT NOT NULL,
	reason TEXT NOT NULL,
	due DATE,
	object_kind VARCHAR(40) NOT NULL,
	object_uid VARCHAR(36) NOT NULL,
	object_label TEXT NOT NULL,
	opened_by INTEGER NOT NULL,
	opened_at BIGINT NOT NULL,
	closed_at BIGINT,
	closed_by_uid VARCHAR(36),
	closed_by TEXT,
	outcome TEXT,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_task PRIMARY KEY (id),
	CONSTRAINT ck_task_owner_role CHECK (owner_role IN ('administrator', 'head', 'household_clerk', 'party_clerk', 'origin_clerk', 'destination_clerk', 'auditor', 'setup')),
	CONSTRAINT ck_task_closed_whole CHECK ((closed_at IS NULL) = (closed_by_uid IS NULL)),
	CONSTRAINT uq_task_uid UNIQUE (uid)
);

CREATE INDEX ix_task_object_uid ON task (object_uid);

CREATE INDEX ix_task_open ON task (owner_role, due) WHERE closed_at IS NULL;

CREATE INDEX ix_task_opened_by ON task (opened_by);

CREATE TABLE signing_key (
	key_id VARCHAR(8) NOT NULL,
	algorithm VARCHAR(20) NOT NULL,
	public_key BLOB NOT NULL,
	private_key BLOB,
	made_at BIGINT NOT NULL,
	made_by TEXT NOT NULL,
	retired_at BIGINT,
	retired_because TEXT,
	leaked BOOLEAN NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_signing_key PRIMARY KEY (id),
	CONSTRAINT ck_signing_key_erased_when_retired CHECK ((private_key IS NULL) = (retired_at IS NOT NULL)),
	CONSTRAINT uq_signing_key_public_key UNIQUE (public_key),
	CONSTRAINT uq_signing_key_uid UNIQUE (uid)
);

CREATE INDEX ix_signing_key_key_id ON signing_key (key_id);

CREATE TABLE coded_kind (
	kind VARCHAR(40) NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	starts DATE NOT NULL,
	starts_precision VARCHAR(5) NOT NULL,
	ends DATE,
	ends_precision VARCHAR(5),
	recorded_at BIGINT NOT NULL,
	superseded_at BIGINT,
	act_id INTEGER NOT NULL,
	CONSTRAINT pk_coded_kind PRIMARY KEY (id),
	CONSTRAINT ck_coded_kind_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_coded_kind_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_coded_kind_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT uq_coded_kind_uid UNIQUE (uid)
);

CREATE TABLE known_office (
	office_uid VARCHAR(36) NOT NULL,
	office_name TEXT NOT NULL,
	made_on DATE NOT NULL,
	content TEXT NOT NULL,
	compared_with TEXT NOT NULL,
	received_at BIGINT NOT NULL,
	received_by TEXT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_known_office PRIMARY KEY (id),
	CONSTRAINT uq_known_office_office_uid UNIQUE (office_uid),
	CONSTRAINT uq_known_office_uid UNIQUE (uid)
);

CREATE TABLE printer_calibration (
	printer TEXT NOT NULL,
	form VARCHAR(40) NOT NULL,
	tray VARCHAR(40) NOT NULL,
	measured TEXT NOT NULL,
	nudge_x INTEGER NOT NULL,
	nudge_y INTEGER NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_printer_calibration PRIMARY KEY (id),
	CONSTRAINT uq_printer_calibration_printer_form_tray UNIQUE (printer, form, tray),
	CONSTRAINT uq_printer_calibration_uid UNIQUE (uid)
);

CREATE TABLE parked_case (
	clerk_uid VARCHAR(36) NOT NULL,
	label TEXT NOT NULL,
	note TEXT,
	page VARCHAR(60) NOT NULL,
	object_uid VARCHAR(36),
	parked_at BIGINT NOT NULL,
	ended_at BIGINT,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_parked_case PRIMARY KEY (id),
	CONSTRAINT uq_parked_case_uid UNIQUE (uid)
);

CREATE INDEX ix_parked_case_waiting ON parked_case (clerk_uid) WHERE ended_at IS NULL;

CREATE TABLE directory_entry (
	issuer_uid VARCHAR(36) NOT NULL,
	code VARCHAR(60) NOT NULL,
	title TEXT NOT NULL,
	office TEXT NOT NULL,
	address TEXT NOT NULL,
	phone TEXT NOT NULL,
	papers TEXT NOT NULL,
	words TEXT NOT NULL,
	source TEXT NOT NULL,
	in_use BOOLEAN NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_directory_entry PRIMARY KEY (id),
	CONSTRAINT uq_directory_entry_issuer_uid_code UNIQUE (issuer_uid, code),
	CONSTRAINT uq_directory_entry_uid UNIQUE (uid)
);

CREATE TABLE directory_ask (
	issuer_uid VARCHAR(36) NOT NULL,
	code VARCHAR(60) NOT NULL,
	title TEXT NOT NULL,
	asked_on DATE NOT NULL,
	whom TEXT NOT NULL,
	outcome VARCHAR(20) NOT NULL,
	reason TEXT NOT NULL,
	paper_uid VARCHAR(36),
	clerk_uid VARCHAR(36) NOT NULL,
	clerk_name TEXT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_directory_ask PRIMARY KEY (id),
	CONSTRAINT ck_directory_ask_outcome CHECK (outcome IN ('told', 'allowed')),
	CONSTRAINT ck_directory_ask_allowed_because CHECK (outcome = 'told' OR reason <> ''),
	CONSTRAINT uq_directory_ask_uid UNIQUE (uid)
);

CREATE INDEX ix_directory_ask_code ON directory_ask (code);

CREATE INDEX ix_directory_ask_asked_on ON directory_ask (asked_on);

CREATE INDEX ix_directory_ask_paper_uid ON directory_ask (paper_uid);

CREATE TABLE building_rebuilt (
	site_id INTEGER NOT NULL,
	zone TEXT NOT NULL,
	label TEXT NOT NULL,
	address TEXT,
	sort_key TEXT NOT NULL,
	revised_at BIGINT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_building PRIMARY KEY (id),
	CONSTRAINT fk_building_site_id FOREIGN KEY(site_id) REFERENCES site (id),
	CONSTRAINT uq_building_uid UNIQUE (uid)
);

INSERT INTO building_rebuilt ("site_id", "zone", "label", "address", "sort_key", "id", "uid", "version", revised_at)
SELECT "site_id", "zone", "label", "address", "sort_key", "id", "uid", "version", (SELECT coalesce(max(entry.at), 0) FROM audit_change AS change JOIN audit_entry AS entry ON entry.id = change.entry_id WHERE change.row_uid = building.uid)
FROM building;

DROP TABLE building;

ALTER TABLE building_rebuilt RENAME TO building;

CREATE UNIQUE INDEX uq_building_label ON building (site_id, zone, label);

CREATE TABLE grid (
	site_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	sort_key TEXT NOT NULL,
	revised_at BIGINT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_grid PRIMARY KEY (id),
	CONSTRAINT fk_grid_site_id FOREIGN KEY(site_id) REFERENCES site (id),
	CONSTRAINT uq_grid_uid UNIQUE (uid)
);

CREATE UNIQUE INDEX uq_grid_name ON grid (site_id, name);

CREATE TABLE household_rebuilt (
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
	household_type VARCHAR(20),
	poverty_attribute VARCHAR(20),
	poverty_exit_year INTEGER,
	poverty_return_year INTEGER,
	poverty_return_reason TEXT,
	causes TEXT,
	difficulty VARCHAR(20),
	planned_move_in DATE,
	planned_move_in_precision VARCHAR(5),
	housing_source TEXT,
	housing_price_fen INTEGER,
	job_agreement BOOLEAN,
	martyr_family BOOLEAN,
	only_child_family BOOLEAN,
	two_daughters_family BOOLEAN,
	bank_name TEXT,
	bank_account VARCHAR(40),
	payee TEXT,
	closed_on DATE,
	closed_on_precision VARCHAR(5),
	closed_because VARCHAR(20),
	successor_uid VARCHAR(36),
	revised_at BIGINT NOT NULL,
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
	CONSTRAINT ck_household_planned_move_in_precision CHECK (planned_move_in_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_household_closed_on_precision CHECK (closed_on_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_household_closed_because CHECK (closed_because IN ('extinct', 'merged', 'duplicate', 'left', 'withdrawn')),
	CONSTRAINT ck_household_household_type CHECK (household_type IN ('out_of_poverty', 'monitored', 'ordinary')),
	CONSTRAINT ck_household_poverty_attribute CHECK (poverty_attribute IN ('ordinary', 'low_income', 'destitute')),
	CONSTRAINT ck_household_difficulty CHECK (difficulty IN ('money', 'work', 'livelihood', 'other')),
	CONSTRAINT ck_household_housing_price_counted CHECK (housing_price_fen >= 0),
	CONSTRAINT ck_household_closed_whole CHECK ((closed_on IS NULL) = (closed_because IS NULL)),
	CONSTRAINT ck_household_agreement_heads_positive CHECK (agreement_heads > 0),
	CONSTRAINT ck_household_benefited_heads_counted CHECK (benefited_heads >= 0),
	CONSTRAINT ck_household_self_funded_counted CHECK (self_funded_fen >= 0),
	CONSTRAINT uq_household_number UNIQUE (number),
	CONSTRAINT fk_household_origin_village_id FOREIGN KEY(origin_village_id) REFERENCES origin_village (id),
	CONSTRAINT uq_household_uid UNIQUE (uid)
);

INSERT INTO household_rebuilt ("number", "national_no", "family_no", "lineage_uid", "registered_on", "origin_village_id", "relocation_kind", "task_year", "settlement_mode", "settlement_focus", "move_mode", "move_reason", "agreement_no", "agreement_on", "agreement_on_precision", "agreement_heads", "benefited_heads", "self_funded_fen", "moved_in", "moved_in_precision", "note", "id", "uid", "version", revised_at)
SELECT "number", "national_no", "family_no", "lineage_uid", "registered_on", "origin_village_id", "relocation_kind", "task_year", "settlement_mode", "settlement_focus", "move_mode", "move_reason", "agreement_no", "agreement_on", "agreement_on_precision", "agreement_heads", "benefited_heads", "self_funded_fen", "moved_in", "moved_in_precision", "note", "id", "uid", "version", (SELECT coalesce(max(entry.at), 0) FROM audit_change AS change JOIN audit_entry AS entry ON entry.id = change.entry_id WHERE change.row_uid = household.uid)
FROM household;

DROP TABLE household;

ALTER TABLE household_rebuilt RENAME TO household;

CREATE INDEX ix_household_successor_uid ON household (successor_uid);

CREATE INDEX ix_household_family_no ON household (family_no);

CREATE INDEX ix_household_origin_village_id ON household (origin_village_id);

CREATE INDEX ix_household_national_no ON household (national_no);

CREATE INDEX ix_household_lineage_uid ON household (lineage_uid);

CREATE TABLE person_rebuilt (
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
	register_no VARCHAR(40),
	political VARCHAR(20),
	education VARCHAR(20),
	education_text TEXT,
	health VARCHAR(40),
	labour VARCHAR(20),
	marital VARCHAR(20),
	military VARCHAR(20),
	speaks_mandarin BOOLEAN,
	note TEXT,
	issued_by TEXT,
	number_from DATE,
	number_until DATE,
	number_forever BOOLEAN,
	marital_on DATE,
	marital_on_precision VARCHAR(5),
	dropout_reason VARCHAR(20),
	preferential VARCHAR(20),
	disability VARCHAR(20),
	disability_grade INTEGER,
	disability_card VARCHAR(22),
	disability_issued_year INTEGER,
	disability_until DATE,
	public_post TEXT,
	public_post_months INTEGER,
	bank_account VARCHAR(40),
	photo VARCHAR(64),
	merged_into_uid VARCHAR(36),
	revised_at BIGINT NOT NULL,
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
	CONSTRAINT ck_person_labour CHECK (labour IN ('ordinary', 'skilled', 'weak', 'lost', 'none')),
	CONSTRAINT ck_person_marital CHECK (marital IN ('never', 'married', 'widowed', 'divorced')),
	CONSTRAINT ck_person_military CHECK (military IN ('serving', 'discharged')),
	CONSTRAINT ck_person_marital_on_precision CHECK (marital_on_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_person_dropout_reason CHECK (dropout_reason IN ('illness', 'disability', 'unwilling', 'other')),
	CONSTRAINT ck_person_preferential CHECK (preferential IN ('martyr_family', 'service_family', 'disabled_veteran', 'veteran', 'other')),
	CONSTRAINT ck_person_disability CHECK (disability IN ('sight', 'hearing', 'speech', 'limbs', 'intellect', 'mind', 'multiple')),
	CONSTRAINT ck_person_disability_grade CHECK (disability_grade BETWEEN 1 AND 4),
	CONSTRAINT ck_person_public_post_months CHECK (public_post_months BETWEEN 1 AND 12),
	CONSTRAINT ck_person_birth_whole CHECK ((birth IS NULL) = (birth_precision IS NULL)),
	CONSTRAINT ck_person_number_or_none CHECK ((number IS NULL) = (number_state = 'none')),
	CONSTRAINT ck_person_number_explained CHECK (number_state = 'verified' OR number_reason IS NOT NULL),
	CONSTRAINT fk_person_photo FOREIGN KEY(photo) REFERENCES stored_file (digest),
	CONSTRAINT uq_person_uid UNIQUE (uid)
);

INSERT INTO person_rebuilt ("name", "name_sort", "nickname", "former_names", "sex", "birth", "birth_precision", "ethnicity", "relocated", "number", "number_state", "number_original", "number_reason", "number_chase_on", "document_kind", "document_number", "political", "education", "education_text", "health", "labour", "marital", "military", "speaks_mandarin", "note", "id", "uid", "version", revised_at)
SELECT "name", "name_sort", "nickname", "former_names", "sex", "birth", "birth_precision", "ethnicity", "relocated", "number", "number_state", "number_original", "number_reason", "number_chase_on", "document_kind", "document_number", "political", "education", "education_text", "health", "labour", "marital", "military", "speaks_mandarin", "note", "id", "uid", "version", (SELECT coalesce(max(entry.at), 0) FROM audit_change AS change JOIN audit_entry AS entry ON entry.id = change.entry_id WHERE change.row_uid = person.uid)
FROM person;

DROP TABLE person;

ALTER TABLE person_rebuilt RENAME TO person;

CREATE INDEX ix_person_register_no ON person (register_no);

CREATE INDEX ix_person_birth ON person (birth);

CREATE INDEX ix_person_merged_into_uid ON person (merged_into_uid) WHERE merged_into_uid IS NOT NULL;

CREATE INDEX ix_person_photo ON person (photo);

CREATE INDEX ix_person_number ON person (number);

CREATE INDEX ix_person_name_sort ON person (name_sort);

CREATE UNIQUE INDEX uq_person_number_verified ON person (number) WHERE number_state = 'verified';

CREATE INDEX ix_person_without_number ON person (name_sort) WHERE number_state != 'verified';

CREATE INDEX ix_person_number_chase_on ON person (number_chase_on) WHERE number_chase_on IS NOT NULL;

CREATE TABLE issued_paper_rebuilt (
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
	CONSTRAINT ck_issued_paper_stage CHECK (stage IN ('issued', 'printed', 'to_seal', 'sealed', 'collected', 'uncollected', 'spoiled', 'void')),
	CONSTRAINT ck_issued_paper_serial CHECK (serial > 0),
	CONSTRAINT ck_issued_paper_replaces_another CHECK (replaces_id <> id),
	CONSTRAINT fk_issued_paper_series_id FOREIGN KEY(series_id) REFERENCES paper_series (id),
	CONSTRAINT fk_issued_paper_digest FOREIGN KEY(digest) REFERENCES stored_file (digest),
	CONSTRAINT uq_issued_paper_replaces_id UNIQUE (replaces_id),
	CONSTRAINT fk_issued_paper_replaces_id FOREIGN KEY(replaces_id) REFERENCES issued_paper (id),
	CONSTRAINT uq_issued_paper_uid UNIQUE (uid)
);

INSERT INTO issued_paper_rebuilt ("series_id", "serial", "number", "kind", "paper_date", "issuer_name", "subject_kind", "subject_uid", "subject_label", "digest", "stage", "sheet_number", "replaces_id", "issued_at", "clerk_uid", "clerk_name", "id", "uid", "version")
SELECT "series_id", "serial", "number", "kind", "paper_date", "issuer_name", "subject_kind", "subject_uid", "subject_label", "digest", "stage", "sheet_number", "replaces_id", "issued_at", "clerk_uid", "clerk_name", "id", "uid", "version"
FROM issued_paper;

DROP TABLE issued_paper;

ALTER TABLE issued_paper_rebuilt RENAME TO issued_paper;

CREATE INDEX ix_issued_paper_stage ON issued_paper (stage);

CREATE INDEX ix_issued_paper_series_id ON issued_paper (series_id);

CREATE INDEX ix_issued_paper_subject_uid ON issued_paper (subject_uid);

CREATE INDEX ix_issued_paper_number ON issued_paper (number);

CREATE INDEX ix_issued_paper_digest ON issued_paper (digest);

CREATE TABLE series_opening (
	id INTEGER NOT NULL,
	series_id INTEGER NOT NULL,
	last_serial INTEGER NOT NULL,
	book TEXT NOT NULL,
	note TEXT,
	at BIGINT NOT NULL,
	clerk_uid VARCHAR(36) NOT NULL,
	clerk_name TEXT NOT NULL,
	CONSTRAINT pk_series_opening PRIMARY KEY (id),
	CONSTRAINT ck_series_opening_last_serial CHECK (last_serial > 0),
	CONSTRAINT uq_series_opening_series_id UNIQUE (series_id),
	CONSTRAINT fk_series_opening_series_id FOREIGN KEY(series_id) REFERENCES paper_series (id)
);

CREATE TABLE number_block (
	series_id INTEGER NOT NULL,
	kind VARCHAR(40) NOT NULL,
	first INTEGER NOT NULL,
	last INTEGER NOT NULL,
	digest VARCHAR(64) NOT NULL,
	reserved_on DATE NOT NULL,
	clerk_uid VARCHAR(36) NOT NULL,
	clerk_name TEXT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_number_block PRIMARY KEY (id),
	CONSTRAINT ck_number_block_range CHECK ("first" > 0 AND "last" >= "first"),
	CONSTRAINT fk_number_block_series_id FOREIGN KEY(series_id) REFERENCES paper_series (id),
	CONSTRAINT fk_number_block_digest FOREIGN KEY(digest) REFERENCES stored_file (digest),
	CONSTRAINT uq_number_block_uid UNIQUE (uid)
);

CREATE INDEX ix_number_block_digest ON number_block (digest);

CREATE INDEX ix_number_block_series_id ON number_block (series_id);

CREATE TABLE paper_form (
	form VARCHAR(40) NOT NULL,
	in_use BOOLEAN NOT NULL,
	background VARCHAR(64),
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_paper_form PRIMARY KEY (id),
	CONSTRAINT uq_paper_form_form UNIQUE (form),
	CONSTRAINT fk_paper_form_background FOREIGN KEY(background) REFERENCES stored_file (digest),
	CONSTRAINT uq_paper_form_uid UNIQUE (uid)
);

CREATE INDEX ix_paper_form_background ON paper_form (background);

CREATE TABLE membership_rebuilt (
	person_id INTEGER NOT NULL,
	household_id INTEGER NOT NULL,
	relation VARCHAR(2) NOT NULL,
	reason VARCHAR(20) NOT NULL,
	left_because VARCHAR(20),
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
	CONSTRAINT ck_membership_reason CHECK (reason IN ('registered', 'added', 'born', 'married', 'moved', 'adopted', 'split', 'merged', 'divorced', 'returned')),
	CONSTRAINT ck_membership_left_because CHECK (left_because IN ('died', 'married_out', 'divorced', 'moved', 'split', 'merged', 'moved_on', 'adopted', 'duplicate', 'other')),
	CONSTRAINT fk_membership_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_membership_household_id FOREIGN KEY(household_id) REFERENCES household (id),
	CONSTRAINT uq_membership_uid UNIQUE (uid)
);

INSERT INTO membership_rebuilt ("person_id", "household_id", "relation", "reason", "id", "uid", "starts", "starts_precision", "ends", "ends_precision", "recorded_at", "superseded_at", "act_id")
SELECT "person_id", "household_id", "relation", "reason", "id", "uid", "starts", "starts_precision", "ends", "ends_precision", "recorded_at", "superseded_at", "act_id"
FROM membership;

DROP TABLE membership;

ALTER TABLE membership_rebuilt RENAME TO membership;

CREATE INDEX ix_membership_household_id ON membership (household_id);

CREATE INDEX ix_membership_held ON membership (person_id, superseded_at, starts, ends, household_id);

CREATE UNIQUE INDEX uq_membership_open ON membership (person_id) WHERE ends IS NULL AND superseded_at IS NULL;

CREATE TABLE hukou_place_rebuilt (
	person_id INTEGER NOT NULL,
	standing VARCHAR(20) NOT NULL,
	division_code VARCHAR(12),
	address TEXT,
	category VARCHAR(20),
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
	CONSTRAINT ck_hukou_place_category CHECK (category IN ('family', 'collective')),
	CONSTRAINT fk_hukou_place_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT uq_hukou_place_uid UNIQUE (uid)
);

INSERT INTO hukou_place_rebuilt ("person_id", "standing", "division_code", "address", "id", "uid", "starts", "starts_precision", "ends", "ends_precision", "recorded_at", "superseded_at", "act_id")
SELECT "person_id", "standing", "division_code", "address", "id", "uid", "starts", "starts_precision", "ends", "ends_precision", "recorded_at", "superseded_at", "act_id"
FROM hukou_place;

DROP TABLE hukou_place;

ALTER TABLE hukou_place_rebuilt RENAME TO hukou_place;

CREATE UNIQUE INDEX uq_hukou_place_open ON hukou_place (person_id) WHERE ends IS NULL AND superseded_at IS NULL;

CREATE INDEX ix_hukou_place_person_id ON hukou_place (person_id);

CREATE TABLE school_place_rebuilt (
	person_id INTEGER NOT NULL,
	stage VARCHAR(20) NOT NULL,
	grade INTEGER,
	school TEXT,
	place TEXT,
	boarding BOOLEAN,
	student_no VARCHAR(40),
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
	CONSTRAINT ck_school_place_grade CHECK (grade BETWEEN 1 AND 9),
	CONSTRAINT fk_school_place_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT uq_school_place_uid UNIQUE (uid)
);

INSERT INTO school_place_rebuilt ("person_id", "stage", "school", "place", "boarding", "id", "uid", "starts", "starts_precision", "ends", "ends_precision", "recorded_at", "superseded_at", "act_id")
SELECT "person_id", "stage", "school", "place", "boarding", "id", "uid", "starts", "starts_precision", "ends", "ends_precision", "recorded_at", "superseded_at", "act_id"
FROM school_place;

DROP TABLE school_place;

ALTER TABLE school_place_rebuilt RENAME TO school_place;

CREATE INDEX ix_school_place_person_id ON school_place (person_id);

CREATE UNIQUE INDEX uq_school_place_open ON school_place (person_id) WHERE ends IS NULL AND superseded_at IS NULL;

CREATE TABLE work_place_rebuilt (
	person_id INTEGER NOT NULL,
	place TEXT NOT NULL,
	months INTEGER,
	employer TEXT,
	channel TEXT,
	abroad BOOLEAN,
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

INSERT INTO work_place_rebuilt ("person_id", "place", "months", "employer", "channel", "id", "uid", "starts", "starts_precision", "ends", "ends_precision", "recorded_at", "superseded_at", "act_id")
SELECT "person_id", "place", "months", "employer", "channel", "id", "uid", "starts", "starts_precision", "ends", "ends_precision", "recorded_at", "superseded_at", "act_id"
FROM work_place;

DROP TABLE work_place;

ALTER TABLE work_place_rebuilt RENAME TO work_place;

CREATE INDEX ix_work_place_person_id ON work_place (person_id);

CREATE UNIQUE INDEX uq_work_place_open ON work_place (person_id) WHERE ends IS NULL AND superseded_at IS NULL;

CREATE TABLE presence (
	person_id INTEGER NOT NULL,
	kind VARCHAR(20) NOT NULL,
	place TEXT,
	note TEXT,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	starts DATE NOT NULL,
	starts_precision VARCHAR(5) NOT NULL,
	ends DATE,
	ends_precision VARCHAR(5),
	recorded_at BIGINT NOT NULL,
	superseded_at BIGINT,
	act_id INTEGER NOT NULL,
	CONSTRAINT pk_presence PRIMARY KEY (id),
	CONSTRAINT ck_presence_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_presence_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_presence_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_presence_kind CHECK (kind IN ('at_site', 'working_away', 'boarding', 'at_origin', 'elsewhere')),
	CONSTRAINT fk_presence_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT uq_presence_uid UNIQUE (uid)
);

CREATE UNIQUE INDEX uq_presence_open ON presence (person_id) WHERE ends IS NULL AND superseded_at IS NULL;

CREATE INDEX ix_presence_person_id ON presence (person_id);

CREATE TABLE person_status (
	person_id INTEGER NOT NULL,
	kind VARCHAR(20) NOT NULL,
	place TEXT,
	note TEXT,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	starts DATE NOT NULL,
	starts_precision VARCHAR(5) NOT NULL,
	ends DATE,
	ends_precision VARCHAR(5),
	recorded_at BIGINT NOT NULL,
	superseded_at BIGINT,
	act_id INTEGER NOT NULL,
	CONSTRAINT pk_person_status PRIMARY KEY (id),
	CONSTRAINT ck_person_status_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_person_status_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_person_status_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_person_status_kind CHECK (kind IN ('dead', 'declared_dead', 'missing', 'serving', 'imprisoned', 'emigrated', 'civil_servant', 'other_collective')),
	CONSTRAINT fk_person_status_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT uq_person_status_uid UNIQUE (uid)
);

CREATE INDEX ix_person_status_person_id ON person_status (person_id);

CREATE INDEX ix_person_status_kind ON person_status (kind);

CREATE UNIQUE INDEX uq_person_status_open ON person_status (person_id, kind) WHERE ends IS NULL AND superseded_at IS NULL;

CREATE TABLE guardianship (
	person_id INTEGER NOT NULL,
	guardian_id INTEGER,
	guardian_name TEXT NOT NULL,
	phone VARCHAR(20),
	relation TEXT,
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
	CONSTRAINT pk_guardianship PRIMARY KEY (id),
	CONSTRAINT ck_guardianship_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_guardianship_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_guardianship_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_guardianship_reason CHECK (reason IN ('minor', 'incapable')),
	CONSTRAINT fk_guardianship_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_guardianship_guardian_id FOREIGN KEY(guardian_id) REFERENCES person (id),
	CONSTRAINT uq_guardianship_uid UNIQUE (uid)
);

CREATE INDEX ix_guardianship_guardian_id ON guardianship (guardian_id);

CREATE INDEX ix_guardianship_person_id ON guardianship (person_id);

CREATE TABLE life_event (
	code VARCHAR(4) NOT NULL,
	household_id INTEGER,
	person_id INTEGER,
	first_act_id INTEGER NOT NULL,
	evidence TEXT,
	evidence_number TEXT,
	evidence_on DATE,
	evidence_later BOOLEAN NOT NULL,
	told_by TEXT,
	note TEXT,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	starts DATE NOT NULL,
	starts_precision VARCHAR(5) NOT NULL,
	ends DATE,
	ends_precision VARCHAR(5),
	recorded_at BIGINT NOT NULL,
	superseded_at BIGINT,
	act_id INTEGER NOT NULL,
	CONSTRAINT pk_life_event PRIMARY KEY (id),
	CONSTRAINT ck_life_event_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_life_event_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_life_event_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_life_event_code CHECK (code IN ('EV01', 'EV02', 'EV03', 'EV04', 'EV05', 'EV06', 'EV07', 'EV08', 'EV09', 'EV10', 'EV11', 'EV12', 'EV13', 'EV14', 'EV15', 'EV16', 'EV17', 'EV18', 'EV19', 'EV20', 'EV21', 'EV22', 'EV23', 'EV24', 'EV25', 'EV26', 'EV27', 'EV28', 'EV29', 'EV30', 'EV31', 'EV32', 'EV33')),
	CONSTRAINT ck_life_event_about_somebody CHECK (household_id IS NOT NULL OR person_id IS NOT NULL),
	CONSTRAINT fk_life_event_household_id FOREIGN KEY(household_id) REFERENCES household (id),
	CONSTRAINT fk_life_event_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT uq_life_event_uid UNIQUE (uid)
);

CREATE INDEX ix_life_event_person_id ON life_event (person_id);

CREATE INDEX ix_life_event_household_id ON life_event (household_id);

CREATE INDEX ix_life_event_code ON life_event (code, superseded_at, starts, household_id, person_id);

CREATE INDEX ix_life_event_evidence_later ON life_event (starts) WHERE evidence_later AND superseded_at IS NULL;

CREATE TABLE people_list (
	kind VARCHAR(20) NOT NULL,
	household_id INTEGER NOT NULL,
	number VARCHAR(40),
	holder TEXT NOT NULL,
	division_code VARCHAR(12),
	address TEXT,
	note TEXT,
	revised_at BIGINT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_people_list PRIMARY KEY (id),
	CONSTRAINT ck_people_list_kind CHECK (kind IN ('hukou_booklet', 'contracting', 'low_income', 'monitored')),
	CONSTRAINT fk_people_list_household_id FOREIGN KEY(household_id) REFERENCES household (id),
	CONSTRAINT uq_people_list_uid UNIQUE (uid)
);

CREATE INDEX ix_people_list_household_id ON people_list (household_id);

CREATE INDEX ix_people_list_number ON people_list (number);

CREATE TABLE correction_rebuilt (
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	person_id INTEGER NOT NULL,
	act_id INTEGER NOT NULL,
	reason TEXT NOT NULL,
	evidence TEXT,
	withdrawn_act_id INTEGER,
	CONSTRAINT pk_correction PRIMARY KEY (id),
	CONSTRAINT uq_correction_uid UNIQUE (uid),
	CONSTRAINT fk_correction_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

INSERT INTO correction_rebuilt ("id", "uid", "person_id", "act_id", "reason", "evidence")
SELECT "id", "uid", "person_id", "act_id", "reason", "evidence"
FROM correction;

DROP TABLE correction;

ALTER TABLE correction_rebuilt RENAME TO correction;

CREATE INDEX ix_correction_person_id ON correction (person_id);

CREATE TABLE distinct_people (
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	first_id INTEGER NOT NULL,
	second_id INTEGER NOT NULL,
	act_id INTEGER NOT NULL,
	reason TEXT NOT NULL,
	CONSTRAINT pk_distinct_people PRIMARY KEY (id),
	CONSTRAINT uq_distinct_people_first_id_second_id UNIQUE (first_id, second_id),
	CONSTRAINT ck_distinct_people_pair_in_order CHECK (first_id < second_id),
	CONSTRAINT uq_distinct_people_uid UNIQUE (uid),
	CONSTRAINT fk_distinct_people_first_id FOREIGN KEY(first_id) REFERENCES person (id),
	CONSTRAINT fk_distinct_people_second_id FOREIGN KEY(second_id) REFERENCES person (id)
);

CREATE INDEX ix_distinct_people_second_id ON distinct_people (second_id);

CREATE INDEX ix_distinct_people_first_id ON distinct_people (first_id);

CREATE TABLE paper_event_rebuilt (
	id INTEGER NOT NULL,
	paper_id INTEGER NOT NULL,
	step VARCHAR(20) NOT NULL,
	at BIGINT NOT NULL,
	clerk_uid VARCHAR(36) NOT NULL,
	clerk_name TEXT NOT NULL,
	desk TEXT NOT NULL,
	reason TEXT,
	CONSTRAINT pk_paper_event PRIMARY KEY (id),
	CONSTRAINT ck_paper_event_step CHECK (step IN ('issued', 'printed', 'not_out', 'spoiled', 'void', 'reprinted', 'back', 'not_back', 'handwritten', 'sealed', 'collected', 'uncollected')),
	CONSTRAINT fk_paper_event_paper_id FOREIGN KEY(paper_id) REFERENCES issued_paper (id)
);

INSERT INTO paper_event_rebuilt ("id", "paper_id", "step", "at", "clerk_uid", "clerk_name", "desk", "reason")
SELECT "id", "paper_id", "step", "at", "clerk_uid", "clerk_name", "desk", "reason"
FROM paper_event;

DROP TABLE paper_event;

ALTER TABLE paper_event_rebuilt RENAME TO paper_event;

CREATE INDEX ix_paper_event_paper_id ON paper_event (paper_id);

CREATE TABLE paper_code (
	paper_id INTEGER NOT NULL,
	signing_key_id INTEGER NOT NULL,
	text TEXT NOT NULL,
	salt BLOB NOT NULL,
	facts TEXT NOT NULL,
	CONSTRAINT pk_paper_code PRIMARY KEY (paper_id),
	CONSTRAINT fk_paper_code_paper_id FOREIGN KEY(paper_id) REFERENCES issued_paper (id),
	CONSTRAINT fk_paper_code_signing_key_id FOREIGN KEY(signing_key_id) REFERENCES signing_key (id)
);

CREATE INDEX ix_paper_code_signing_key_id ON paper_code (signing_key_id);

CREATE TABLE seal_use (
	id INTEGER NOT NULL,
	paper_id INTEGER NOT NULL,
	seal TEXT NOT NULL,
	keeper TEXT NOT NULL,
	approver TEXT NOT NULL,
	copies INTEGER NOT NULL,
	at BIGINT NOT NULL,
	clerk_uid VARCHAR(36) NOT NULL,
	clerk_name TEXT NOT NULL,
	CONSTRAINT pk_seal_use PRIMARY KEY (id),
	CONSTRAINT ck_seal_use_copies CHECK (copies > 0),
	CONSTRAINT fk_seal_use_paper_id FOREIGN KEY(paper_id) REFERENCES issued_paper (id)
);

CREATE INDEX ix_seal_use_paper_id ON seal_use (paper_id);

CREATE INDEX ix_seal_use_at ON seal_use (at);

CREATE TABLE paper_collection (
	id INTEGER NOT NULL,
	paper_id INTEGER NOT NULL,
	collector TEXT NOT NULL,
	number VARCHAR(40) NOT NULL,
	relation TEXT,
	signed VARCHAR(20) NOT NULL,
	witness TEXT,
	read_aloud BOOLEAN NOT NULL,
	at BIGINT NOT NULL,
	clerk_uid VARCHAR(36) NOT NULL,
	clerk_name TEXT NOT NULL,
	CONSTRAINT pk_paper_collection PRIMARY KEY (id),
	CONSTRAINT ck_paper_collection_signed CHECK (signed IN ('name', 'fingerprint', 'by_other')),
	CONSTRAINT uq_paper_collection_paper_id UNIQUE (paper_id),
	CONSTRAINT fk_paper_collection_paper_id FOREIGN KEY(paper_id) REFERENCES issued_paper (id)
);

CREATE TABLE sheet_movement (
	id INTEGER NOT NULL,
	kind VARCHAR(40) NOT NULL,
	move VARCHAR(20) NOT NULL,
	prefix VARCHAR(20) NOT NULL,
	digits INTEGER NOT NULL,
	first INTEGER NOT NULL,
	last INTEGER NOT NULL,
	paper_id INTEGER,
	note TEXT,
	at BIGINT NOT NULL,
	clerk_uid VARCHAR(36) NOT NULL,
	clerk_name TEXT NOT NULL,
	CONSTRAINT pk_sheet_movement PRIMARY KEY (id),
	CONSTRAINT ck_sheet_movement_move CHECK (move IN ('received', 'used', 'spoiled', 'lost', 'returned')),
	CONSTRAINT ck_sheet_movement_range CHECK (first >= 0 AND last >= first),
	CONSTRAINT fk_sheet_movement_paper_id FOREIGN KEY(paper_id) REFERENCES issued_paper (id)
);

CREATE INDEX ix_sheet_movement_kind ON sheet_movement (kind);

CREATE INDEX ix_sheet_movement_paper_id ON sheet_movement (paper_id);

CREATE TABLE handwritten_paper (
	id INTEGER NOT NULL,
	paper_id INTEGER NOT NULL,
	block_id INTEGER NOT NULL,
	written_by TEXT,
	content TEXT,
	CONSTRAINT pk_handwritten_paper PRIMARY KEY (id),
	CONSTRAINT uq_handwritten_paper_paper_id UNIQUE (paper_id),
	CONSTRAINT fk_handwritten_paper_paper_id FOREIGN KEY(paper_id) REFERENCES issued_paper (id),
	CONSTRAINT fk_handwritten_paper_block_id FOREIGN KEY(block_id) REFERENCES number_block (id)
);

CREATE INDEX ix_handwritten_paper_block_id ON handwritten_paper (block_id);

CREATE TABLE form_version (
	id INTEGER NOT NULL,
	paper_form_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	layout TEXT NOT NULL,
	at BIGINT NOT NULL,
	clerk_uid VARCHAR(36) NOT NULL,
	clerk_name TEXT NOT NULL,
	CONSTRAINT pk_form_version PRIMARY KEY (id),
	CONSTRAINT uq_form_version_paper_form_id_number UNIQUE (paper_form_id, number),
	CONSTRAINT ck_form_version_number CHECK (number > 0),
	CONSTRAINT fk_form_version_paper_form_id FOREIGN KEY(paper_form_id) REFERENCES paper_form (id)
);

CREATE INDEX ix_form_version_paper_form_id ON form_version (paper_form_id);

CREATE TABLE paper_on_form (
	paper_id INTEGER NOT NULL,
	form VARCHAR(40) NOT NULL,
	version_number INTEGER NOT NULL,
	CONSTRAINT pk_paper_on_form PRIMARY KEY (paper_id),
	CONSTRAINT fk_paper_on_form_paper_id FOREIGN KEY(paper_id) REFERENCES issued_paper (id)
);

CREATE TABLE kept_copy (
	person_id INTEGER NOT NULL,
	digest VARCHAR(64) NOT NULL,
	purpose TEXT NOT NULL,
	kept_on DATE NOT NULL,
	clerk_uid VARCHAR(36) NOT NULL,
	clerk_name TEXT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_kept_copy PRIMARY KEY (id),
	CONSTRAINT fk_kept_copy_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_kept_copy_digest FOREIGN KEY(digest) REFERENCES stored_file (digest),
	CONSTRAINT uq_kept_copy_uid UNIQUE (uid)
);

CREATE INDEX ix_kept_copy_digest ON kept_copy (digest);

CREATE INDEX ix_kept_copy_person_id ON kept_copy (person_id);

CREATE TABLE grid_place (
	grid_id INTEGER NOT NULL,
	building_id INTEGER NOT NULL,
	stair_unit_id INTEGER,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	starts DATE NOT NULL,
	starts_precision VARCHAR(5) NOT NULL,
	ends DATE,
	ends_precision VARCHAR(5),
	recorded_at BIGINT NOT NULL,
	superseded_at BIGINT,
	act_id INTEGER NOT NULL,
	CONSTRAINT pk_grid_place PRIMARY KEY (id),
	CONSTRAINT ck_grid_place_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_grid_place_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_grid_place_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT fk_grid_place_grid_id FOREIGN KEY(grid_id) REFERENCES grid (id),
	CONSTRAINT fk_grid_place_building_id FOREIGN KEY(building_id) REFERENCES building (id),
	CONSTRAINT fk_grid_place_stair_unit_id FOREIGN KEY(stair_unit_id) REFERENCES stair_unit (id),
	CONSTRAINT uq_grid_place_uid UNIQUE (uid)
);

CREATE INDEX ix_grid_place_building_id ON grid_place (building_id);

CREATE INDEX ix_grid_place_stair_unit_id ON grid_place (stair_unit_id);

CREATE INDEX ix_grid_place_grid_id ON grid_place (grid_id);

CREATE TABLE room_rebuilt (
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
	revised_at BIGINT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_room PRIMARY KEY (id),
	CONSTRAINT fk_room_building_id FOREIGN KEY(building_id) REFERENCES building (id),
	CONSTRAINT fk_room_stair_unit_id FOREIGN KEY(stair_unit_id) REFERENCES stair_unit (id),
	CONSTRAINT uq_room_uid UNIQUE (uid)
);

INSERT INTO room_rebuilt ("building_id", "stair_unit_id", "door", "label", "sort_key", "floor", "area_hundredths", "inner_area_hundredths", "layout", "delivered_on", "title_unit_no", "note", "id", "uid", "version", revised_at)
SELECT "building_id", "stair_unit_id", "door", "label", "sort_key", "floor", "area_hundredths", "inner_area_hundredths", "layout", "delivered_on", "title_unit_no", "note", "id", "uid", "version", (SELECT coalesce(max(entry.at), 0) FROM audit_change AS change JOIN audit_entry AS entry ON entry.id = change.entry_id WHERE change.row_uid = room.uid)
FROM room;

DROP TABLE room;

ALTER TABLE room_rebuilt RENAME TO room;

CREATE INDEX ix_room_label ON room (label);

CREATE INDEX ix_room_sort_key ON room (sort_key);

CREATE INDEX ix_room_stair_unit_id ON room (stair_unit_id);

CREATE UNIQUE INDEX uq_room_label ON room (building_id, label);

CREATE TABLE people_list_entry (
	list_id INTEGER NOT NULL,
	kind VARCHAR(20) NOT NULL,
	person_id INTEGER NOT NULL,
	relation VARCHAR(2),
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	starts DATE NOT NULL,
	starts_precision VARCHAR(5) NOT NULL,
	ends DATE,
	ends_precision VARCHAR(5),
	recorded_at BIGINT NOT NULL,
	superseded_at BIGINT,
	act_id INTEGER NOT NULL,
	CONSTRAINT pk_people_list_entry PRIMARY KEY (id),
	CONSTRAINT ck_people_list_entry_ends_after_starts CHECK (ends IS NULL OR ends > starts),
	CONSTRAINT ck_people_list_entry_starts_precision CHECK (starts_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_people_list_entry_ends_precision CHECK (ends_precision IS NULL OR ends_precision IN ('day', 'month', 'year')),
	CONSTRAINT ck_people_list_entry_kind CHECK (kind IN ('hukou_booklet', 'contracting', 'low_income', 'monitored')),
	CONSTRAINT fk_people_list_entry_list_id FOREIGN KEY(list_id) REFERENCES people_list (id),
	CONSTRAINT fk_people_list_entry_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT uq_people_list_entry_uid UNIQUE (uid)
);

CREATE INDEX ix_people_list_entry_list_id ON people_list_entry (list_id);

CREATE UNIQUE INDEX uq_people_list_entry_open ON people_list_entry (person_id, kind) WHERE ends IS NULL AND superseded_at IS NULL;

CREATE INDEX ix_people_list_entry_person_id ON people_list_entry (person_id);

CREATE INDEX ix_room_assignment_held ON room_assignment (household_id, superseded_at, starts, ends, room_id);

CREATE TABLE home_title (
	household_id INTEGER NOT NULL,
	room_id INTEGER,
	stage VARCHAR(20) NOT NULL,
	number VARCHAR(60),
	issued_on DATE,
	co_owners TEXT,
	revised_at BIGINT NOT NULL,
	id INTEGER NOT NULL,
	uid VARCHAR(36) NOT NULL,
	version INTEGER NOT NULL,
	CONSTRAINT pk_home_title PRIMARY KEY (id),
	CONSTRAINT ck_home_title_stage CHECK (stage IN ('none', 'in_progress', 'issued')),
	CONSTRAINT uq_home_title_household_id UNIQUE (household_id),
	CONSTRAINT fk_home_title_household_id FOREIGN KEY(household_id) REFERENCES household (id),
	CONSTRAINT fk_home_title_room_id FOREIGN KEY(room_id) REFERENCES room (id),
	CONSTRAINT uq_home_title_uid UNIQUE (uid)
);

CREATE INDEX ix_home_title_room_id ON home_title (room_id);
