<?php
// Changes the live site as its teachers and administrators do, over Moodle's own functions.
// Usage: php change.php MOODLE_FOLDER maximum MODULE POINTS RESCALE | lock MODULE USER | maintenance 0|1
define('CLI_SCRIPT', true);
require($argv[1] . '/config.php');
require_once($CFG->dirroot . '/mod/assign/lib.php');
require_once($CFG->libdir . '/gradelib.php');

\core\session\manager::set_user(get_admin());
[, , $what, $first] = $argv;
if ($what === 'maintenance') {
    set_config('maintenance_enabled', (int)$first);
    exit;
}
[$course, $cm] = get_course_and_cm_from_cmid($first, 'assign');
if ($what === 'maximum') {
    $assign = $DB->get_record('assign', ['id' => $cm->instance], '*', MUST_EXIST);
    $old = $assign->grade;
    $assign->grade = (int)$argv[4];
    $DB->update_record('assign', $assign);
    $assign->cmidnumber = '';
    assign_grade_item_update($assign);
    if ((int)$argv[5]) {
        assign_rescale_activity_grades($course, $cm, 0, $old, 0, $assign->grade);
    }
} else {
    $item = grade_item::fetch(['itemtype' => 'mod', 'itemmodule' => 'assign', 'iteminstance' => $cm->instance]);
    $item->get_grade((int)$argv[4], true)->set_locked(1);
}
