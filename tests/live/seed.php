<?php
// Fills a fresh Moodle site for the live tests, over Moodle's own functions. Writes what the tests must know as JSON.
// Usage: php seed.php MOODLE_FOLDER
define('CLI_SCRIPT', true);
require($argv[1] . '/config.php');
require_once($CFG->dirroot . '/course/lib.php');
require_once($CFG->dirroot . '/course/modlib.php');
require_once($CFG->dirroot . '/user/lib.php');
require_once($CFG->dirroot . '/group/lib.php');
require_once($CFG->dirroot . '/mod/assign/locallib.php');
require_once($CFG->libdir . '/externallib.php');

\core\session\manager::set_user(get_admin());
foreach (['enablewebservices' => 1, 'enablemobilewebservice' => 1, 'webserviceprotocols' => 'rest', 'passwordpolicy' => 0,
          'noemailever' => 1, 'timezone' => 'Europe/Paris'] as $name => $value) {
    set_config($name, $value);
}
assign_capability('webservice/rest:use', CAP_ALLOW, $CFG->defaultuserroleid, context_system::instance()->id, true);
assign_capability('moodle/webservice:createmobiletoken', CAP_ALLOW, $CFG->defaultuserroleid, context_system::instance()->id, true);
$service = $DB->get_record('external_services', ['shortname' => 'moodle_mobile_app'], '*', MUST_EXIST);
$DB->set_field('external_services', 'enabled', 1, ['id' => $service->id]);

$course = create_course((object)['fullname' => 'Restaurer des images', 'shortname' => "TF-$argv[7]", 'category' => 1, 'format' => 'topics']);
$manual = enrol_get_plugin('manual');
$instance = $DB->get_record('enrol', ['courseid' => $course->id, 'enrol' => 'manual'], '*', MUST_EXIST);
$out = ['course' => "TF-$argv[7]", 'people' => [], 'assignments' => [], 'groups' => []];
$names = json_decode(file_get_contents($argv[2]), true);
$ids = [];
foreach (array_merge([['teacher', 'Odile', 'Prof']], $names) as [$username, $first, $last]) {
    $id = user_create_user((object)['username' => "$argv[7]$username", 'password' => 'pass-word-1', 'firstname' => $first, 'lastname' => $last,
        'email' => "$argv[7]$username@example.org", 'auth' => 'manual', 'confirmed' => 1, 'mnethostid' => $CFG->mnet_localhost_id], true, false);
    $role = $DB->get_field('role', 'id', ['shortname' => $username === 'teacher' ? 'editingteacher' : 'student']);
    $manual->enrol_user($instance, $id, $role);
    $ids[$username] = $id;
    $token = external_generate_token(EXTERNAL_TOKEN_PERMANENT, $service, $id, context_system::instance());
    $out['people'][$username] = ['id' => $id, 'token' => $token, 'login' => "$argv[7]$username", 'password' => 'pass-word-1'];
}
$grouping = groups_create_grouping((object)['courseid' => $course->id, 'name' => 'Teams']);
foreach (json_decode($argv[3], true) as $name => $members) {
    $group = groups_create_group((object)['courseid' => $course->id, 'name' => $name]);
    groups_assign_grouping($grouping, $group);
    foreach ($members as $username) {
        groups_add_member($group, $ids[$username]);
    }
    $out['groups'][$name] = $group;
}
$module = $DB->get_field('modules', 'id', ['name' => 'assign']);
$kinds = json_decode($argv[4], true);
foreach ($kinds as $name => $own) {
    $info = (object)array_merge(['modulename' => 'assign', 'module' => $module, 'course' => $course->id, 'section' => 0, 'visible' => 1,
        'name' => $name, 'intro' => '', 'introformat' => FORMAT_HTML, 'alwaysshowdescription' => 1, 'submissiondrafts' => 0,
        'requiresubmissionstatement' => 0, 'sendnotifications' => 0, 'sendstudentnotifications' => 0, 'sendlatenotifications' => 0,
        'duedate' => 0, 'cutoffdate' => 0, 'gradingduedate' => 0, 'allowsubmissionsfromdate' => 0, 'grade' => 20,
        'teamsubmission' => 0, 'requireallteammemberssubmit' => 0, 'teamsubmissiongroupingid' => 0, 'blindmarking' => 0, 'hidegrader' => 0,
        'attemptreopenmethod' => 'none', 'maxattempts' => -1, 'markingworkflow' => 0, 'markingallocation' => 0, 'markinganonymous' => 0,
        'preventsubmissionnotingroup' => 0, 'completionsubmit' => 0, 'cmidnumber' => '', 'submissionattachments' => 0, 'timelimit' => 0,
        'assignsubmission_file_enabled' => 1, 'assignsubmission_file_maxfiles' => 5, 'assignsubmission_file_maxsizebytes' => 0,
        'assignsubmission_file_filetypes' => '', 'assignsubmission_onlinetext_enabled' => 0, 'assignsubmission_comments_enabled' => 0,
        'assignfeedback_comments_enabled' => 1, 'assignfeedback_comments_commentinline' => 0, 'assignfeedback_file_enabled' => 1,
        'assignfeedback_offline_enabled' => 1], $own);
    if (!empty($own['teamsubmission'])) {
        $info->teamsubmissiongroupingid = $grouping;
    }
    $made = add_moduleinfo($info, $course);
    $out['assignments'][$name] = ['id' => $made->instance, 'cmid' => $made->coursemodule];
}
foreach (json_decode($argv[5], true) as [$name, $username, $until]) {
    $cm = get_coursemodule_from_id('assign', $out['assignments'][$name]['cmid']);
    $assign = new assign(context_module::instance($cm->id), $cm, $course);
    $assign->save_user_extension($ids[$username], $until);
}
file_put_contents($argv[6], json_encode($out));
