# A queue to send requests to: fields, an account for the hub, an agent, and an employee who only sees the self-service pages.
use strict; use warnings; use lib '/usr/share/request-tracker5/lib'; use RT; RT->LoadConfig; RT->Init;
my $system = RT->SystemUser;
sub ok { my ($what, $id, @rest) = @_; die "$what: @rest\n" unless $id; $id }

my $queue = RT::Queue->new($system);
ok(queue => $queue->Create(Name => 'Helpdesk', CorrespondAddress => 'helpdesk@example.org'));
for (['Area', 'Select-1', qw(network printing mail)], ['Impact', 'Select-1', 'Only me', 'My team', 'Everyone'],
     ['Computer', 'Freeform-1'], ['Journey', 'Text-1'], ['Machine', 'Text-1'], ['Zeroline key', 'Freeform-1']) {
  my ($name, $type, @values) = @$_;
  my $field = RT::CustomField->new($system);
  ok($name => $field->Create(Name => $name, TypeComposite => $type, LookupType => 'RT::Queue-RT::Ticket'));
  ok("$name on the queue" => $field->AddToObject($queue));
  $field->AddValue(Name => $_) for @values;
  print 'FIELD_', uc $name =~ s/\W/_/gr, '=', $field->id, "\n";
}

my %user;
for (['relay', 1], ['agent', 1], ['anna', 0]) {
  my ($name, $privileged) = @$_;
  my $user = RT::User->new($system);
  ok($name => $user->Create(Name => $name, EmailAddress => "$name\@example.org", Privileged => $privileged, Password => "test-$name-pw"));
  $user{$name} = $user;
}
sub grant { my ($who, $object, @rights) = @_; for (@rights) { my ($id, $message) = $who->PrincipalObj->GrantRight(Right => $_, Object => $object); ok($_ => $id, $message) } }
sub group { my $group = RT::Group->new($system); $group->LoadSystemInternalGroup($_[0]); $group }
grant(group('Unprivileged'), $queue, qw(SeeQueue CreateTicket SeeCustomField SetInitialCustomField));
my $requestor = RT::Group->new($system);
$requestor->LoadRoleGroup(Object => $queue, Name => 'Requestor');
grant($requestor, $queue, qw(ShowTicket ReplyToTicket));
# What the mail gateway needs.
grant(group('Everyone'), $queue, qw(CreateTicket ReplyToTicket));
grant($user{relay}, $queue, qw(SeeQueue ShowTicket ModifyTicket SeeCustomField ModifyCustomField SetInitialCustomField));
grant($user{agent}, $queue, qw(SeeQueue ShowTicket ModifyTicket OwnTicket CommentOnTicket SeeCustomField ShowTicketComments));
for (qw(relay agent)) {
  grant($user{$_}, RT->System, 'ManageAuthTokens');
  my ($id, $message, $token) = RT::AuthToken->new(RT::CurrentUser->new($user{$_}->id))->Create(Owner => $user{$_}->id, Description => 'test');
  ok("token of $_" => $id, $message);
  print uc $_, "_TOKEN=$token\n";
}
